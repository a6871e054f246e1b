/* Prints what has been measured, and then does it once more for the grader, who has counted. */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int cost_of_system_call(void);
int cost_of_switch(void);

static int system_call, context_switch; /* what has been measured; 0: not yet */

static void measure_system_call(void)
{
    int cost = cost_of_system_call();

    printf("a system call: %d instructions\n", cost);
    fflush(stdout);
    system_call = cost;
    getppid();
    system_call = 0;
}

static void measure_switch(void)
{
    int cost = cost_of_switch(), i;

    printf("a context switch: %d instructions\n", cost);
    fflush(stdout);
    if (fork() == 0) {
        for (i = 0; i < 10; i++)
            sched_yield();
        exit(0);
    }
    for (i = 0; i < 3; i++)
        sched_yield();
    context_switch = cost;
    sched_yield();
    context_switch = 0;
    wait(0);
}

int main(int argc, char *argv[])
{
    if (argc > 1 && strcmp(argv[1], "switch") == 0)
        measure_switch();
    else
        measure_system_call();
    return 0;
}
