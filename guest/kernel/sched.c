/*
 * Who has the CPU. The kernel runs with interrupts off, but for two instructions of the idle process: nothing in it
 * is ever interrupted, and it goes from one process to another only in sched(). So the kernel needs no locks, except
 * where a process blocks in the middle of something (see fs_begin).
 */
#include "cpu.h"
#include "defs.h"
#include "proc.h"

struct proc *current;

/* The ready processes, in the order in which they get the CPU: round-robin. The idle process is never among them. */
static struct proc *ready_first, *ready_last;

void make_ready(struct proc *p)
{
    p->state = READY;
    p->channel = 0;
    p->why = 0;
    p->next_ready = 0;
    if (ready_first)
        ready_last->next_ready = p;
    else
        ready_first = p;
    ready_last = p;
}

/* Takes the first ready process; the idle process if there is none. */
static struct proc *take_ready(void)
{
    struct proc *p = ready_first;

    if (!p)
        return IDLE;
    ready_first = p->next_ready;
    return p;
}

/*
 * The context switch, from the current process to another. From here on the hardware translates addresses by the page
 * directory of the other, and a trap from user mode starts at the top of its kernel stack. swtch returns when somebody
 * switches back.
 */
static void switch_to(struct proc *next)
{
    struct proc *previous = current;

    current = next;
    vm_use(next->pagedir);
    WRITE_CONTROL(ksp, next->kstack + KSTACK_SIZE);
    swtch(&previous->context, &next->context);
}

/* Gives the CPU to the next ready process. The current one has set its own state, and returns when its turn comes. */
void sched(void)
{
    struct proc *next;

    clock_check();
    next = take_ready();
    next->state = RUNNING;
    if (next != current)
        switch_to(next);
}

/* Stays ready, and lets the others go first. */
void yield(void)
{
    make_ready(current);
    sched();
}

/* Blocks the current process until a wakeup on the channel: the address of what it waits for. */
void block(const void *channel, const char *why)
{
    current->channel = channel;
    current->why = why;
    current->state = BLOCKED;
    sched();
}

/* Makes all processes ready that wait on the channel. Each must look for itself whether there is something for it. */
void wakeup(const void *channel)
{
    struct proc *p;

    for (p = proc; p < &proc[NPROC]; p++)
        if (p->state == BLOCKED && p->channel == channel)
            make_ready(p);
}

/*
 * The idle process. An interrupt that comes before `wait` is not lost: interrupts are off then, it stays pending, and
 * `wait` returns at once. It is taken between sti and cli.
 */
void idle(void)
{
    for (;;) {
        interrupts_on();
        interrupts_off();
        IDLE->state = READY;
        sched();
        clock_idle();
        wait_for_interrupt();
        clock_busy();
    }
}
