/*
 * Round robin (OSTEP 7.7): each process runs for a time slice, or until it waits for something, and then goes to the end
 * of the queue. All get on at the same pace, and a new one soon gets its first turn.
 */
#include "policy.h"

static struct queue ready;

static void add(struct thread *t)
{
    queue_add(&ready, t);
}

static struct thread *take(void)
{
    return queue_take(&ready);
}

const struct policy round_robin = {.add = add, .take = take};
