/*
 * What decides who runs next: a policy, of which the kernel has several, each in a file of its own. The mechanism, how
 * the CPU goes from one process to another, is the same for all of them: see sched.c.
 */
#ifndef POLICY_H
#define POLICY_H

struct proc;

struct policy {
    /* A process could run from now on: it is new, or has waited, or has just given up the CPU. */
    void (*add)(struct proc *p);

    /* The process to run next, which could run and now is no longer among those; 0 if there is none. */
    struct proc *(*take)(void);

    /* A process gives up the CPU after so many instructions; it may be added right afterwards. 0: that does not matter. */
    void (*charge)(struct proc *p, unsigned ran);
};

/* Processes one behind the other, by next_ready. */
struct queue {
    struct proc *first, *last;
};

void queue_add(struct queue *queue, struct proc *p);
struct proc *queue_take(struct queue *queue);
void queue_remove(struct queue *queue, struct proc *p);

#endif
