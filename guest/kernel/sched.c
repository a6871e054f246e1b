/*
 * Who has the CPU. The kernel runs with interrupts off, but for two instructions of the idle process: nothing in it
 * is ever interrupted, and it goes from one process to another only in sched(). So the kernel needs no locks, except
 * where a process blocks in the middle of something (see fs_begin).
 */
#include "cpu.h"
#include "defs.h"
#include "proc.h"

struct proc *current;

/* The next ready process after the current one in the list, round-robin; the idle process if there is none. */
static struct proc *pick_next(void) {
    struct proc *p = current;
    int i;
    for (i = 0; i < NPROC; i++) {
        p = p == &proc[NPROC - 1] ? &proc[1] : p + 1;
        if (p->state == READY) return p;
    }
    return &proc[0];
}

/*
 * The context switch, from the current process to another. From here on the hardware translates addresses by the page
 * directory of the other, and a trap from user mode starts at the top of its kernel stack. swtch returns when somebody
 * switches back.
 */
static void switch_to(struct proc *next) {
    struct proc *previous = current;
    current = next;
    vm_use(next->pagedir);
    WRITE_CONTROL(ksp, next->kstack + KSTACK_SIZE);
    swtch(&previous->context, &next->context);
}

/* Gives the CPU to the next ready process. The current one has set its own state, and comes back when it is its turn. */
void sched(void) {
    struct proc *next;
    clock_wake_sleepers();
    next = pick_next();
    next->state = RUNNING;
    if (next != current) switch_to(next);
}

/* Stays ready, and lets the others go first. */
void yield(void) {
    current->state = READY;
    sched();
}

/* Blocks the current process until a wakeup on the channel: the address of what it waits for. */
void block(const void *channel, const char *why) {
    current->channel = channel;
    current->why = why;
    current->state = BLOCKED;
    sched();
}

void make_ready(struct proc *p) {
    p->state = READY;
    p->channel = 0;
    p->why = 0;
}

/* Makes all processes ready that wait on the channel. Each must look for itself whether there is something for it. */
void wakeup(const void *channel) {
    struct proc *p;
    for (p = proc; p < &proc[NPROC]; p++)
        if (p->state == BLOCKED && p->channel == channel) make_ready(p);
}

/*
 * The idle process. An interrupt that comes before `wait` is not lost: interrupts are off then, it stays pending, and
 * `wait` returns at once. It is taken between sti and cli.
 */
void idle(void) {
    for (;;) {
        interrupts_on();
        interrupts_off();
        yield();
        clock_idle();
        wait_for_interrupt();
        clock_busy();
    }
}
