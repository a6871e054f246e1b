/* A program, a process, a system call: what every run is made of (OSTEP 6.1). */
#include <stdio.h>

int main(void)
{
    /* printf() collects the text; the write() inside it is the system call. Set a breakpoint here and step in,
       through the C library to `trap`, and through the trap into the kernel. */
    printf("hello, world\n");
    return 0; /* to the stub that called main(), which calls exit() */
}
