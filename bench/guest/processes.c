/* What processes cost: made and ended, with a program of their own, and a byte to another one and back. */
#include <sys/wait.h>
#include <unistd.h>
#include "measure.h"

static char *const nothing[] = {"/bin/sleep", "0", NULL};

static void run(int executes)
{
    if (fork() == 0) {
        if (executes)
            execv(nothing[0], nothing);
        _exit(0);
    }
    wait(NULL);
}

static void echo(int from, int to)
{
    char byte;

    while (read(from, &byte, 1) == 1)
        write(to, &byte, 1);
    _exit(0);
}

static void there_and_back(int to, int from)
{
    char byte = 'x';

    write(to, &byte, 1);
    read(from, &byte, 1);
}

int main(void)
{
    int there[2], back[2];

    MEASURE("loop", 200000, asm volatile(""));
    MEASURE("fork", 200, run(0));
    MEASURE("exec", 50, run(1));
    pipe(there);
    pipe(back);
    if (fork() == 0) {
        close(there[1]);
        echo(there[0], back[1]);
    }
    MEASURE("pipe", 2000, there_and_back(there[1], back[0]));
    return 0;
}
