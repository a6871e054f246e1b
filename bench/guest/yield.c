/* Two processes that yield to each other: every sched_yield() of one switches to the other, so that each round of
   the loop takes two calls and two context switches. */
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include "measure.h"

int main(void)
{
    int child = fork();

    if (child == 0)
        for (;;)
            sched_yield();
    sched_yield(); /* the child starts */
    MEASURE("loop", 100000, asm volatile(""));
    MEASURE("yield", 100000, sched_yield());
    kill(child, SIGKILL);
    wait(NULL);
    return 0;
}
