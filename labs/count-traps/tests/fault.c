/* Reads and writes where it may not, in a child each: the kernel ends them. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void child(int writes)
{
    volatile int *nowhere = (int *)16;

    if (fork() == 0) {
        if (writes)
            *nowhere = 1;
        exit(*nowhere);
    }
    wait(0);
}

int main(void)
{
    child(0);
    child(1);
    return 0;
}
