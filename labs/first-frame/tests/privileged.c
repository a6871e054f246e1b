/* Turns the interrupts off, which no program may: the kernel ends it. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int status;

    if (fork() == 0) {
        __asm__ volatile("cli");
        exit(0);
    }
    wait(&status);
    puts(WIFSIGNALED(status) ? "ended" : "it could");
    return 0;
}
