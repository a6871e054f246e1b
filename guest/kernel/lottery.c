/*
 * Lottery scheduling (OSTEP 9.1 to 9.5): a process has tickets, and its share of all tickets is the share of the CPU that it
 * should get. For every time slice a ticket is drawn; whoever holds it runs. Nothing needs to be remembered about who
 * has had how much, a new process needs no special care, and the longer they run the closer the shares come.
 */
#include "policy.h"
#include "proc.h"

static struct queue ready;

static void add(struct proc *p)
{
    queue_add(&ready, p);
}

static int all_tickets(void)
{
    const struct proc *p;
    int tickets = 0;

    for (p = ready.first; p; p = p->next_ready)
        tickets += p->tickets;
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
static struct proc *draw(void)
{
    int winner = next_random() % all_tickets(), counter = 0;
    struct proc *p;

    for (p = ready.first; p; p = p->next_ready) {
        counter += p->tickets;
        if (counter > winner)
            break;
    }
    return p;
}

static struct proc *take(void)
{
    struct proc *p = ready.first ? draw() : 0;

    if (p)
        queue_remove(&ready, p);
    return p;
}

const struct policy lottery = {.add = add, .take = take};
