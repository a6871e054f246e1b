/*
 * Stride scheduling (OSTEP 9.6): shares as in a lottery, but exact. Each process has a stride, the smaller the more tickets
 * it has, and a pass: how far it has come. The one that is furthest behind runs, and its pass grows by its stride for
 * every instruction.
 */
#include "policy.h"
#include "thread.h"

#define STRIDE_OF_ONE 1000000u /* of a process with one ticket */

static struct queue ready;
static unsigned long long lowest; /* the pass of the process that was taken last: nobody is behind it */

/*
 * A process that is new, or has waited for long, starts where the others are: with a pass of 0 it would have the CPU for
 * itself until it had caught up (OSTEP 9.6 on what the lottery does not need).
 */
static void add(struct thread *t)
{
    if (t->pass < lowest)
        t->pass = lowest;
    queue_add(&ready, t);
}

static void charge(struct thread *t, unsigned ran)
{
    unsigned stride = STRIDE_OF_ONE / t->tickets;

    t->pass += (unsigned long long)stride * ran;
}

static struct thread *take(void)
{
    struct thread *t, *least = ready.first;

    for (t = ready.first; t; t = t->next)
        if (t->pass < least->pass)
            least = t;
    if (least) {
        queue_remove(&ready, least);
        lowest = least->pass;
    }
    return least;
}

const struct policy stride = {.add = add, .take = take, .charge = charge};
