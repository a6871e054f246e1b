/* Two processes hand a byte to and fro through pipes; each waits for the other. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int there[2], back[2];

static void child(void)
{
    char c;

    while (read(there[0], &c, 1) == 1 && c != '.') {
        c++;
        write(back[1], &c, 1);
    }
    exit(0);
}

int main(void)
{
    char c = 'a';

    pipe(there);
    pipe(back);
    if (fork() == 0)
        child();
    while (c < 'f') {
        write(there[1], &c, 1);
        read(back[0], &c, 1);
        putchar(c);
    }
    c = '.';
    write(there[1], &c, 1);
    wait(0);
    putchar('\n');
    return 0;
}
