/*
 * Waiting. A thread that cannot go on blocks on a channel: the address of what it waits for. Whoever changes that wakes
 * the channel, and then each of those that waited looks for itself whether there is something for it.
 *
 * Those that wait stand in queues, in which they are found by their channel: to wake a channel costs nothing for those who
 * wait at others, but for the few whose channels fall into the same queue.
 */
#include "defs.h"
#include "policy.h"
#include "proc.h"

#define QUEUES 16

static struct queue sleepers[QUEUES];

/* Channels are addresses of structures of some words, or of words in pages of programs. */
static struct queue *queue_of(const void *channel)
{
    unsigned address = (unsigned)channel;

    return &sleepers[(address >> 2 ^ address >> 6 ^ address >> 12) % QUEUES];
}

/* Blocks the current thread until a wakeup on the channel. */
void block(const void *channel, const char *why)
{
    current_thread->channel = channel;
    current_thread->why = why;
    current_thread->state = BLOCKED;
    current->used.waits++;
    queue_add(queue_of(channel), current_thread);
    sched("it waits");
}

/* The same, but no longer than until an instruction count. */
void block_until(const void *channel, const char *why, unsigned long long time)
{
    current_thread->wake.thread = current_thread;
    clock_expect(&current_thread->wake, time);
    block(channel, why);
    clock_forget(&current_thread->wake); /* it may have been woken before */
}

/* Has a thread that is blocked wait no more. */
void unblock(struct thread *t)
{
    queue_remove(queue_of(t->channel), t);
    t->channel = 0;
    t->why = 0;
    make_ready(t);
}

/* Who has waited on the channel for longest; 0: nobody waits there. */
struct thread *first_blocked(const void *channel)
{
    struct thread *t = queue_of(channel)->first;

    while (t && t->channel != channel)
        t = t->next;
    return t;
}

/* Makes threads ready that wait on the channel, as many at most, those first that have waited for longest. */
int wakeup_some(const void *channel, int most)
{
    struct thread *t, *next;
    int woken = 0;

    for (t = queue_of(channel)->first; t && woken < most; t = next) {
        next = t->next;
        if (t->channel != channel)
            continue;
        unblock(t);
        woken++;
    }
    return woken;
}

void wakeup(const void *channel)
{
    wakeup_some(channel, NTHREAD);
}
