/* Tries to read and to write the pages that are the kernel's: each has to be a fault. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>

#define FIRST 0x80000000u
#define PAGE 4096u
#define PAGES 512

static sigjmp_buf back;

static void caught(int signal)
{
    (void)signal;
    siglongjmp(back, 1);
}

static int can_read(volatile unsigned *at)
{
    return sigsetjmp(back, 1) ? 0 : (*at, 1);
}

static int can_write(volatile unsigned *at)
{
    return sigsetjmp(back, 1) ? 0 : (*at = *at, 1);
}

int main(void)
{
    int i, readable = 0, writable = 0;

    signal(SIGSEGV, caught);
    for (i = 0; i < PAGES; i++) {
        volatile unsigned *page = (unsigned *)(FIRST + i * PAGE);

        if (!can_read(page))
            continue;
        readable++;
        writable += can_write(page);
    }
    printf("%d pages of the kernel can be read, %d of them written\n", readable, writable);
    return 0;
}
