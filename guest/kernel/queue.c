/* Queues of threads: of those that could run, and of those that wait. */
#include "policy.h"
#include "thread.h"

void queue_add(struct queue *queue, struct thread *t)
{
    t->next = 0;
    if (queue->first)
        queue->last->next = t;
    else
        queue->first = t;
    queue->last = t;
}

/* The first one; 0 if there is none. */
struct thread *queue_take(struct queue *queue)
{
    struct thread *t = queue->first;

    if (t)
        queue->first = t->next;
    return t;
}

/* Takes out one that stands in the queue. */
void queue_remove(struct queue *queue, struct thread *t)
{
    struct thread *before = 0, *at = queue->first;

    for (; at != t; at = at->next)
        before = at;
    if (before)
        before->next = t->next;
    else
        queue->first = t->next;
    if (queue->last == t)
        queue->last = before;
}
