/* Everything a program may not do, and that it ends that program alone (OSTEP 6.2).

       ringside run faults.c            each in a child of its own; the parent reports
       ringside run faults.c divide     one of them in this very process
*/
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int sink;
static unsigned int data[2] = {0xffffffff, 0};

static void port_out(void) { asm volatile("out CONSOLE_DATA, %0" : : "r"('X')); }
static void port_in(void) { unsigned int byte; asm volatile("in %0, CONSOLE_DATA" : "=r"(byte)); }
static void halt(void) { asm volatile("halt"); }
static void control(void) { asm volatile("wrcr status, zero"); }
static void table(void) { asm volatile("ltt zero"); }
static void trap_return(void) { asm volatile("rett"); }
static void interrupts_off(void) { asm volatile("cli"); }
static void load_null(void) { sink = *(volatile int *)0; }
static void store_kernel(void) { *(volatile int *)0x80000000 = 1; }
static void store_text(void) { *(volatile int *)load_null = 1; }
static void jump_data(void) { ((void (*)(void))data)(); }
static void unknown_opcode(void) { asm volatile(".word 0xffffffff"); }
static void divide(void) { sink = 1 / sink; }
static void misaligned(void) { sink = *(volatile int *)((char *)data + 1); }
static void breakpoint(void) { asm volatile("brk"); }

static int overflow(int depth)
{
    volatile char room[1000];

    room[0] = depth;
    return overflow(depth + 1) + room[0];
}

static void stack(void) { sink = overflow(0); }

/* No fault: the kernel answers an unknown system call with an error. */
static void unknown_call(void)
{
    int result;

    asm volatile("li t0, 999\n trap\n mv %0, a0" : "=r"(result) : : "t0", "a0", "memory");
    printf("%s\n", strerror(-result));
}

static const struct {
    const char *name;
    void (*commit)(void);
} faults[] = {
    {"out", port_out},
    {"in", port_in},
    {"halt", halt},
    {"wrcr", control},
    {"ltt", table},
    {"rett", trap_return},
    {"cli", interrupts_off},
    {"null", load_null},
    {"kernel", store_kernel},
    {"text", store_text},
    {"jump", jump_data},
    {"opcode", unknown_opcode},
    {"divide", divide},
    {"misaligned", misaligned},
    {"brk", breakpoint},
    {"stack", stack},
    {"call", unknown_call},
};

#define COUNT (int)(sizeof faults / sizeof faults[0])

static void in_a_child(int i)
{
    int status;

    if (fork() == 0) {
        faults[i].commit();
        _exit(0);
    }
    wait(&status);
    if (WIFEXITED(status))
        printf("%-10s ended with %d\n", faults[i].name, WEXITSTATUS(status));
    else
        printf("%-10s killed: %s\n", faults[i].name, strsignal(WTERMSIG(status)));
}

int main(int argc, char *argv[])
{
    int i;

    for (i = 0; i < COUNT; i++)
        if (argc < 2)
            in_a_child(i);
        else if (strcmp(argv[1], faults[i].name) == 0)
            faults[i].commit();
    return 0;
}
