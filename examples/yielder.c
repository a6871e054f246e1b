/* A process that shares the CPU of its own accord, which is all that a cooperative kernel has (OSTEP 6.3).

       ringside run --timer 0 yielder.c a -- yielder.c b
*/
#include <sched.h>
#include <stdio.h>

/* Keeps the CPU busy for a while. */
static void work(void)
{
    volatile int i;

    for (i = 0; i < 5000; i++)
        ;
}

int main(int argc, char *argv[])
{
    const char *name = argc > 1 ? argv[1] : "yielder";
    int round;

    for (round = 1; round <= 5; round++) {
        work();
        printf("%s: round %d\n", name, round);
        sched_yield(); /* a trap like any other; the kernel switches to the next ready process */
    }
    return 0;
}
