/*
 * Lottery scheduling (OSTEP 9.1 to 9.5): a process has tickets, and its share of all tickets is the share of the CPU that it
 * should get. For every time slice a ticket is drawn; whoever holds it runs. Nothing needs to be remembered about who
 * has had how much, a new process needs no special care, and the longer they run the closer the shares come.
 */
#include "policy.h"
#include "thread.h"

static struct queue ready;

static void add(struct thread *t)
{
    queue_add(&ready, t);
}

static int all_tickets(void)
{
    const struct thread *t;
    int tickets = 0;

    for (t = ready.first; t; t = t->next)
        tickets += t->tickets;
    return tickets;
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

/* Walks along the queue, counting tickets, until the number drawn is reached. */
static struct thread *draw(void)
{
    int winner = next_random() % all_tickets(), counter = 0;
    struct thread *t;

    for (t = ready.first; t; t = t->next) {
        counter += t->tickets;
        if (counter > winner)
            break;
    }
    return t;
}

static struct thread *take(void)
{
    struct thread *t = ready.first ? draw() : 0;

    if (t)
        queue_remove(&ready, t);
    return t;
}

const struct policy lottery = {.add = add, .take = take};
