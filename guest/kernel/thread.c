/*
 * Threads: how they come into being, and how they end. The threads of a process share all that struct proc has; each has
 * a kernel stack, a trap frame and kernel registers of its own, and so all that the CPU needs to go from one to another.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include "cpu.h"
#include "defs.h"
#include "proc.h"

struct thread threads[NTHREAD];

static struct thread *free_entry(void)
{
    struct thread *t;

    for (t = threads; t < &threads[NTHREAD]; t++)
        if (t->state == FREE)
            return t;
    return 0;
}

/* Makes it the last one of a process. */
static void add_to(struct proc *p, struct thread *t)
{
    struct thread **end = &p->threads;

    while (*end)
        end = &(*end)->next_of_process;
    *end = t;
    t->proc = p;
    t->number = p->next_number++;
    p->living++;
}

/* A new thread of a process, with a kernel stack; 0 if there are too many or memory is short. */
struct thread *thread_create(struct proc *p)
{
    struct thread *t = free_entry();
    unsigned kstack = t ? kstack_alloc(t - threads) : 0;

    if (!kstack)
        return 0;
    t->state = NEW;
    t->kstack = kstack;
    t->tickets = DEFAULT_TICKETS;
    /* The trap frame lies where the hardware will push it at every later trap from user mode: at the top. */
    t->tf = (struct trapframe *)(kstack + KSTACK_SIZE - sizeof *t->tf);
    /* The first swtch to this thread "returns" to first_return, which returns from the trap. */
    t->context.ra = (unsigned)first_return;
    t->context.sp = (unsigned)t->tf;
    add_to(p, t);
    return t;
}

/* Removes a thread that does not run, and never will. */
void thread_free(struct thread *t)
{
    struct thread **at = &t->proc->threads;

    while (*at != t)
        at = &(*at)->next_of_process;
    *at = t->next_of_process;
    t->proc->used.time += t->cpu_time;
    kstack_free(t->kstack);
    memset(t, 0, sizeof *t);
}

/* What a new thread has from the current one. */
static void inherit(struct thread *t)
{
    t->tickets = current_thread->tickets;
    t->blocked = current_thread->blocked;
}

/* The only thread of a copy of the current process is a copy of the current thread. */
void thread_fork(struct thread *t)
{
    inherit(t);
    t->number = current_thread->number;
    t->proc->next_number = current->next_number;
    t->start = current_thread->start;
    t->stack_limit = current_thread->stack_limit;
    *t->tf = *current_thread->tf;
    t->tf->a0 = 0;
}

/* Where a new thread starts, from first_return: signals may have come before it ever ran. */
void forkret(void)
{
    thread_free_departed();
    signal_deliver(current_thread->tf);
    READ_COUNT(current_thread->returned);
}

/* The thread of the current process with this number; 0 if there is none. */
struct thread *thread_find(int number)
{
    struct thread *t = current->threads;

    while (t && t->number != number)
        t = t->next_of_process;
    return t;
}

/* --- user stacks --- */

static int stack_is_free(user_address limit)
{
    const struct thread *t;

    for (t = current->threads; t; t = t->next_of_process)
        if (t->stack_limit == limit)
            return 0;
    return 1;
}

/*
 * How far down a stack may grow that no thread of the current process has: the highest one. What is mapped there from
 * an earlier thread stays, and is used again.
 */
static user_address free_stack(void)
{
    user_address limit = THREAD_STACKS_TOP - thread_stack_size;

    while (!stack_is_free(limit))
        limit -= THREAD_STACK_SIZE;
    return limit;
}

/* Whether a stack of the current process may grow to an address: that of the program, or of a thread that there is. */
int thread_stack_reaches(user_address address)
{
    const struct thread *t;

    if (address >= USER_STACK)
        return address < USER_TOP;
    if (address < THREAD_STACKS)
        return 0;
    for (t = current->threads; t; t = t->next_of_process)
        if (t->stack_limit != 0 && address - t->stack_limit < thread_stack_size)
            return 1;
    return 0;
}

/* --- the beginning --- */

/*
 * Starts a thread in the current process: a function with one argument, which returns to an address. Without a stack
 * of the program's own (0) the kernel has one for it. Returns its number.
 */
int thread_start(user_address function, unsigned argument, user_address stack, user_address back)
{
    struct thread *t = thread_create(current);

    if (!t)
        return -EAGAIN;
    inherit(t);
    if (stack == 0) {
        t->stack_limit = free_stack();
        stack = t->stack_limit + thread_stack_size;
    }
    t->start = function;
    memset(t->tf, 0, sizeof *t->tf);
    t->tf->pc = function;
    t->tf->a0 = argument;
    t->tf->ra = back;
    t->tf->sp = stack & ~3u;
    t->tf->status = STATUS_USER | STATUS_IE;
    make_ready(t);
    return t->number;
}

/* --- the end --- */

/* Has ended, and nobody will ask for it: it is freed by the thread that the CPU goes to, which has another kernel stack. */
static struct thread *departed;

void thread_free_departed(void)
{
    if (!departed)
        return;
    thread_free(departed);
    departed = 0;
}

/* Ends the current thread; with the last one the process ends. */
void thread_end(unsigned result)
{
    struct thread *t = current_thread;

    if (current->living == 1)
        proc_end();
    current->living--;
    t->result = result;
    t->state = ENDED;
    wakeup(&current->threads);
    /* The first one stays: it stands for the process. */
    if (t->detached && t != current->threads)
        departed = t;
    sched("it has ended");
    panic("thread %d of process %d runs after its end", t->number, current->pid);
}

/*
 * A thread that others have ended ends by itself, when it next leaves the kernel: it may be in the midst of something. A
 * SIGKILL that is meant for it alone tells it so, and wakes it where it waits.
 */
int thread_must_end(const struct thread *t)
{
    return (t->pending & SIGNAL_BIT(SIGKILL)) != 0;
}

/* Tells all other threads of the current process to end. */
void thread_end_others(void)
{
    struct thread *t;

    for (t = current->threads; t; t = t->next_of_process) {
        if (t == current_thread || t->state == ENDED)
            continue;
        t->pending |= SIGNAL_BIT(SIGKILL);
        if (t->state == BLOCKED)
            unblock(t);
    }
}

/* All other threads of the current process have ended: nothing is left of them. */
void thread_free_others(void)
{
    struct thread *t, *next;

    for (t = current->threads; t; t = next) {
        next = t->next_of_process;
        if (t != current_thread)
            thread_free(t);
    }
}

/* Makes the current thread the only one of its process. -EINTR if another one was faster to want something like that. */
int thread_become_only(void)
{
    if (thread_must_end(current_thread))
        return -EINTR;
    thread_end_others();
    while (current->living > 1)
        block(&current->threads, "threads to end");
    thread_free_others();
    current_thread->number = 0;
    current->next_number = 1;
    return 0;
}

/* --- what others ask of it --- */

/* Whether a thread waits, perhaps by others between them, for the current one to end. */
static int waits_for_current(const struct thread *t)
{
    while (t && t != current_thread)
        t = t->joining;
    return t != 0;
}

/* Its result is taken: nothing is left of it, but the first one stays. */
static void release(struct thread *t)
{
    if (t == current->threads)
        t->detached = 1;
    else
        thread_free(t);
}

/* Waits until a thread has ended, and takes its result. */
int thread_join(int number, unsigned *result)
{
    for (;;) {
        struct thread *t = thread_find(number);

        if (!t)
            return -ESRCH;
        if (t->detached)
            return -EINVAL;
        if (t->state == ENDED) {
            *result = t->result;
            release(t);
            return 0;
        }
        if (waits_for_current(t))
            return -EDEADLK;
        if (signal_waiting(current_thread))
            return -EINTR;
        current_thread->joining = t;
        block(&current->threads, "thread");
        current_thread->joining = 0;
    }
}

/* Nobody will ask for its result. */
int thread_detach(int number)
{
    struct thread *t = thread_find(number);

    if (!t)
        return -ESRCH;
    if (t->detached)
        return -EINVAL;
    t->detached = 1;
    if (t->state == ENDED)
        release(t);
    return 0;
}
