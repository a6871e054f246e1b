/*
 * Stride scheduling (OSTEP 9.6): shares as in a lottery, but exact. Each process has a stride, the smaller the more tickets
 * it has, and a pass: how far it has come. The one that is furthest behind runs, and its pass grows by its stride for
 * every instruction.
 */
#include "policy.h"
#include "proc.h"

#define STRIDE_OF_ONE 1000000u /* of a process with one ticket */

static struct queue ready;
static unsigned long long lowest; /* the pass of the process that was taken last: nobody is behind it */

/*
 * A process that is new, or has waited for long, starts where the others are: with a pass of 0 it would have the CPU for
 * itself until it had caught up (OSTEP 9.6 on what the lottery does not need).
 */
static void add(struct proc *p)
{
    if (p->pass < lowest)
        p->pass = lowest;
    queue_add(&ready, p);
}

static void charge(struct proc *p, unsigned ran)
{
    unsigned stride = STRIDE_OF_ONE / p->tickets;

    p->pass += (unsigned long long)stride * ran;
}

static struct proc *take(void)
{
    struct proc *p, *least = ready.first;

    for (p = ready.first; p; p = p->next_ready)
        if (p->pass < least->pass)
            least = p;
    if (least) {
        queue_remove(&ready, least);
        lowest = least->pass;
    }
    return least;
}

const struct policy stride = {.add = add, .take = take, .charge = charge};
