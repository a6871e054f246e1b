/* A process that is blocked uses no CPU: the others run, or the machine waits (OSTEP 4.4).

       ringside run sleeper.c -- yielder.c
*/
#include <ringside.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int nap, before;

    for (nap = 500; nap <= 2000; nap *= 2) {
        before = uptime();
        usleep(nap * 1000); /* microseconds: of this machine, instructions */
        printf("asked for %d ms, slept %d ms\n", nap, uptime() - before);
    }
    return 0;
}
