/*
 * Who has the CPU. The kernel runs with interrupts off, but for two instructions of the idle process: nothing in it
 * is ever interrupted, and it goes from one process to another only in sched(). So the kernel needs no locks, except
 * where a process blocks in the middle of something (see fs_begin).
 */
#include <sys/schedulers.h>
#include "cpu.h"
#include "defs.h"
#include "policy.h"
#include "proc.h"

struct proc *current;

/* One declaration and one entry of the table for each line of SCHEDULERS: who runs next is the matter of these. */
#define DECLARATION(number, name) extern const struct policy name;
#define TABLE_ENTRY(number, name) [number] = &name,

SCHEDULERS(DECLARATION)

static const struct policy *const policies[] = {SCHEDULERS(TABLE_ENTRY)};
static const struct policy *policy;

void sched_init(void)
{
    unsigned number;

    IN(number, BOARD_SCHEDULER);
    if (number >= sizeof policies / sizeof policies[0])
        panic("there is no scheduler %d", number);
    policy = policies[number];
}

/* Whoever waits, waits no more: the policy has it among those that could run. The idle process is never among them. */
void make_ready(struct proc *p)
{
    p->state = READY;
    p->channel = 0;
    p->why = 0;
    policy->add(p);
}

/*
 * The current process gives up the CPU: it has had it for so long. If it is still ready, it is one of those that could be
 * next.
 */
static void put_back(unsigned long long now)
{
    unsigned ran = now - current->since;

    current->cpu_time += ran;
    if (policy->charge)
        policy->charge(current, ran);
    if (current->state == READY)
        policy->add(current);
}

/* The process that the policy wants to run, taken from among the others; the idle process if there is none. */
static struct proc *take_ready(unsigned long long now)
{
    struct proc *p = policy->take();

    if (!p)
        return IDLE;
    p->state = RUNNING;
    p->since = now;
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

/* Gives the CPU to the next process. The current one has set its own state, and returns when its turn comes. */
void sched(void)
{
    unsigned long long now = clock_now();
    struct proc *next;

    /* In this order: what the clock makes ready it adds itself, and the current process may be one that it wakes. */
    if (current != IDLE)
        put_back(now);
    clock_check(now);
    next = take_ready(now);
    if (next != current)
        switch_to(next);
}

/* Stays ready, and lets the others go first, if the policy wants that. */
void yield(void)
{
    current->state = READY;
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
        IDLE->state = RUNNING;
        clock_idle();
        wait_for_interrupt();
        clock_busy();
    }
}
