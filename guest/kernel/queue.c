/* Queues of processes, which the schedulers keep those in that could run. */
#include "policy.h"
#include "proc.h"

void queue_add(struct queue *queue, struct proc *p)
{
    p->next_ready = 0;
    if (queue->first)
        queue->last->next_ready = p;
    else
        queue->first = p;
    queue->last = p;
}

/* The first one; 0 if there is none. */
struct proc *queue_take(struct queue *queue)
{
    struct proc *p = queue->first;

    if (p)
        queue->first = p->next_ready;
    return p;
}

/* Takes out one that stands in the queue. */
void queue_remove(struct queue *queue, struct proc *p)
{
    struct proc *before = 0, *at = queue->first;

    for (; at != p; at = at->next_ready)
        before = at;
    if (before)
        before->next_ready = p->next_ready;
    else
        queue->first = p->next_ready;
    if (queue->last == p)
        queue->last = before;
}
