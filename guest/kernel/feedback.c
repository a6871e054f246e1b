/*
 * The multi-level feedback queue (OSTEP chapter 8), which learns from what a process has done what it is going to do:
 *
 *     Rule 1  of two processes, the one in the higher queue runs
 *     Rule 2  of two in the same queue, both do, in round robin
 *     Rule 3  a new process starts in the highest queue
 *     Rule 4  once a process has used up its allotment in a queue, however often it has given up the CPU meanwhile, it
 *             goes down one queue
 *     Rule 5  after some time, all processes go to the highest queue
 *
 * So what computes for long sinks, and what mostly waits (for a person, for the disk) stays above it and answers at once.
 * Rule 4 keeps a process from staying up by giving up the CPU just in time, and rule 5 lets those below get on at all.
 */
#include "defs.h"
#include "policy.h"
#include "thread.h"

#define LEVELS 4
#define ALLOTMENT 20000u       /* instructions in the highest queue; in each lower one it is twice as much */
#define BOOST_INTERVAL 1000000 /* instructions from one time of rule 5 to the next */

static struct queue ready[LEVELS];
static unsigned long long last_boost;

/* Rule 3: a new process has level 0. */
static void add(struct thread *t)
{
    queue_add(&ready[t->level], t);
}

/* Rule 4, before the process is added again. */
static void charge(struct thread *t, unsigned ran)
{
    t->used += ran;
    if (t->used < ALLOTMENT << t->level)
        return;
    t->used = 0;
    if (t->level < LEVELS - 1)
        t->level++;
}

/* Rule 5. Those that wait or have the CPU are meant too; those that could run move to the end of the highest queue. */
static void boost(void)
{
    struct thread *t;
    int level;

    for (t = threads; t < &threads[NTHREAD]; t++)
        t->level = t->used = 0;
    for (level = 1; level < LEVELS; level++)
        while ((t = queue_take(&ready[level])) != 0)
            queue_add(&ready[0], t);
}

/* The highest queue that has somebody in it; LEVELS if none has. */
static int highest(void)
{
    int level = 0;

    while (level < LEVELS && !ready[level].first)
        level++;
    return level;
}

/* Rules 1 and 2. Where nothing could run, nothing depends on the time. */
static struct thread *take(void)
{
    int level = highest();
    unsigned long long now = clock_now();

    if (level == LEVELS)
        return 0;
    if (now - last_boost >= BOOST_INTERVAL) {
        last_boost = now;
        boost();
        level = 0;
    }
    return queue_take(&ready[level]);
}

const struct policy feedback = {.add = add, .take = take, .charge = charge};
