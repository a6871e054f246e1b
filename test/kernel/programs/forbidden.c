/* Does one thing that a program may not do: argv[1] says which. */
#include "check.h"

static int word = 0x12345678;

static int overflow(int depth)
{
    volatile int room[256];

    room[depth & 255] = depth;
    return overflow(depth + 1) + room[depth & 255];
}

static int overflow_at_once(void)
{
    volatile char room[10000000];

    room[0] = 1;
    return room[0];
}

static void jump_to(void *address)
{
    void (*function)(void) = (void (*)(void))address;
    function();
}

static void act(const char *name)
{
    volatile int zero = 0;

    if (!strcmp(name, "out"))
        __asm__ volatile("out CONSOLE_DATA, %0" : : "r"(65));
    if (!strcmp(name, "in"))
        __asm__ volatile("in %0, DISK_SIZE" : "=r"(word));
    if (!strcmp(name, "off"))
        __asm__ volatile("out POWER_OFF, %0" : : "r"(0));
    if (!strcmp(name, "halt"))
        __asm__ volatile("halt");
    if (!strcmp(name, "wrcr"))
        __asm__ volatile("wrcr ptb, %0" : : "r"(0));
    if (!strcmp(name, "rdcr"))
        __asm__ volatile("rdcr %0, status" : "=r"(word));
    if (!strcmp(name, "ltt"))
        __asm__ volatile("ltt %0" : : "r"(&word));
    if (!strcmp(name, "rett"))
        __asm__ volatile("rett");
    if (!strcmp(name, "cli"))
        __asm__ volatile("cli");
    if (!strcmp(name, "sti"))
        __asm__ volatile("sti");
    if (!strcmp(name, "wait"))
        __asm__ volatile("wait");
    if (!strcmp(name, "store-kernel"))
        *(volatile int *)0x80000000 = 1;
    if (!strcmp(name, "load-kernel"))
        word = *(volatile int *)0x80000000;
    if (!strcmp(name, "load-kernel-stack"))
        word = *(volatile int *)0xffc1e000;
    if (!strcmp(name, "jump-kernel"))
        jump_to((void *)0x80000000);
    if (!strcmp(name, "load-null"))
        word = *(volatile int *)0;
    if (!strcmp(name, "store-null"))
        *(volatile int *)8 = 1;
    if (!strcmp(name, "jump-null"))
        jump_to((void *)0);
    if (!strcmp(name, "jump-data"))
        jump_to(&word);
    if (!strcmp(name, "jump-odd"))
        jump_to((void *)((unsigned)act + 2));
    if (!strcmp(name, "store-text"))
        *(volatile int *)act = 1;
    if (!strcmp(name, "store-constant"))
        *(volatile char *)"constant" = 1;
    if (!strcmp(name, "divide"))
        word = word / zero;
    if (!strcmp(name, "misaligned"))
        word = *(volatile int *)((char *)&word + 1);
    if (!strcmp(name, "overflow"))
        word = overflow(0);
    if (!strcmp(name, "overflow-at-once"))
        word = overflow_at_once();
    if (!strcmp(name, "below-stack"))
        *(volatile int *)0x7f700000 = 1;
    if (!strcmp(name, "illegal"))
        __asm__ volatile(".word 0xffffffff");
    if (!strcmp(name, "zero-word"))
        __asm__ volatile(".word 0");
    if (!strcmp(name, "brk"))
        __asm__ volatile("brk");
    if (!strcmp(name, "past-heap"))
        *(volatile char *)((char *)sbrk(0) + 4096) = 1;
}

int main(int argc, char *argv[])
{
    CHECK(argc == 2);
    printf("before %s\n", argv[1]);
    fflush(stdout);
    act(argv[1]);
    printf("after %s\n", argv[1]);
    return 0;
}
