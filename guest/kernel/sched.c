/*
 * Who has the CPU. The kernel runs with interrupts off, but for two places below, where nothing is in the midst of a
 * change: nothing else in it is ever interrupted, and it goes from one thread to another only in sched(). So the kernel
 * needs no locks, except where a thread blocks in the middle of something (see fs_begin).
 */
#include <sys/schedulers.h>
#include "cpu.h"
#include "defs.h"
#include "policy.h"
#include "proc.h"

struct proc *current;
struct thread *current_thread;

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

/* Could run from now on: the policy has it among those. The idle thread never is. */
void make_ready(struct thread *t)
{
    t->state = READY;
    policy->add(t);
}

/*
 * The current thread gives up the CPU: it has had it for so long. If it is still ready, it is one of those that could be
 * next.
 */
static void put_back(unsigned long long now)
{
    unsigned ran = now - current_thread->since;

    current_thread->cpu_time += ran;
    if (policy->charge)
        policy->charge(current_thread, ran);
    if (current_thread->state == READY)
        policy->add(current_thread);
}

/* The thread that the policy wants to run, taken from among the others; the idle thread if there is none. */
static struct thread *take_ready(unsigned long long now)
{
    struct thread *t = policy->take();

    if (!t)
        return IDLE_THREAD;
    t->state = RUNNING;
    t->since = now;
    return t;
}

/*
 * Takes the interrupts that have come while the kernel was at work. A time slice that has ended by now was that of the
 * thread before: left to the next one, it would take the CPU from it before its first instruction. Where slices are
 * short, that could happen to one after the other, and nobody would get anywhere. (The idle thread has a place of its own
 * for it: what is made ready here comes too late to be chosen, and the idle thread would sleep meanwhile.)
 */
static void take_interrupts(void)
{
    interrupts_on();
    interrupts_off();
}

/*
 * The context switch, from the current thread to another. From here on the hardware translates addresses by the page
 * directory of the other's process, and a trap from user mode starts at the top of its kernel stack. swtch returns when
 * somebody switches back; who that was may have ended with it.
 */
static void switch_to(struct thread *next)
{
    struct thread *previous = current_thread;

    current_thread = next;
    current = next->proc;
    vm_use(current->pagedir);
    WRITE_CONTROL(ksp, next->kstack + KSTACK_SIZE);
    swtch(&previous->context, &next->context);
    thread_free_departed();
}

/*
 * Gives the CPU to the next thread, for a reason that people are told. The current one has set its own state, and returns
 * when its turn comes.
 */
void sched(const char *reason)
{
    unsigned long long now = clock_now();
    struct thread *next;

    current_thread->left = reason;
    /* In this order: what the clock makes ready it adds itself, and the current thread may be one that it wakes. */
    if (current_thread != IDLE_THREAD)
        put_back(now);
    clock_check(now);
    next = take_ready(now);
    if (next == current_thread)
        return;
    if (next != IDLE_THREAD)
        take_interrupts();
    switch_to(next);
}

/* Stays ready, and lets the others go first, if the policy wants that. */
void yield(const char *reason)
{
    current_thread->state = READY;
    current->used.turns++;
    sched(reason);
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
        IDLE_THREAD->state = READY;
        sched("idle");
        IDLE_THREAD->state = RUNNING;
        clock_idle();
        wait_for_interrupt();
        clock_busy();
    }
}
