/*
 * Shortest time to completion first (OSTEP 7.5): whenever the CPU is free, or a time slice is over, the process runs that
 * has the least left to do. No policy has a better average turnaround time, as long as it is known how long each process
 * will run. That is what a scheduler never knows (7.9), so here a process has to say it (setlength). One that does not
 * comes after all those that do; among them it is round robin.
 */
#include "policy.h"
#include "thread.h"

#define UNKNOWN (~0u)

static struct queue ready;

/* How much CPU time a process still needs. One that runs on for longer than it has said is known no better than others. */
static unsigned time_left(const struct thread *t)
{
    return t->completion > t->cpu_time ? t->completion - t->cpu_time : UNKNOWN;
}

static void add(struct thread *t)
{
    queue_add(&ready, t);
}

/* Of several that have as much left, the one that has waited for longest. */
static struct thread *take(void)
{
    struct thread *t, *shortest = 0;
    unsigned least = 0;

    for (t = ready.first; t; t = t->next) {
        unsigned left = time_left(t);

        if (!shortest || left < least) {
            shortest = t;
            least = left;
        }
    }
    if (shortest)
        queue_remove(&ready, shortest);
    return shortest;
}

const struct policy shortest_first = {.add = add, .take = take};
