/*
 * Lottery scheduling (OSTEP 9.1 to 9.5): a process has tickets, and its share of all tickets is the share of the CPU that it
 * should get. For every time slice a ticket is drawn; whoever holds it runs.
 */
#include "policy.h"
#include "thread.h"

static struct queue ready;

static void add(struct thread *t)
{
    queue_add(&ready, t);
}

/* The next number that looks as if it came by chance (a xorshift generator); the same ones after each boot. */
static unsigned next_random(void)
{
    static unsigned state = 2463534242u;

    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

/* The thread to run next, taken out of the queue; 0 if there is none. */
static struct thread *take(void)
{
    (void)next_random; /* yours to write: now it is the first one, as in round robin */
    return queue_take(&ready);
}

const struct policy lottery = {.add = add, .take = take};
