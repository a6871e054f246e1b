/*
 * What decides who runs next: a policy, of which the kernel has several, each in a file of its own. The mechanism, how
 * the CPU goes from one thread to another, is the same for all of them: see sched.c.
 *
 * The book says what follows of processes, and with one thread in each it is the same. What runs is a thread: each of
 * several in a process has its own turn, level or tickets.
 */
#ifndef POLICY_H
#define POLICY_H

struct thread;

struct policy {
    /* A thread could run from now on: it is new, or has waited, or has just given up the CPU. */
    void (*add)(struct thread *t);

    /* The thread to run next, which could run and now is no longer among those; 0 if there is none. */
    struct thread *(*take)(void);

    /* A thread gives up the CPU after so many instructions; it may be added right afterwards. 0: that does not matter. */
    void (*charge)(struct thread *t, unsigned ran);
};

/* Threads one behind the other, by next. */
struct queue {
    struct thread *first, *last;
};

void queue_add(struct queue *queue, struct thread *t);
struct thread *queue_take(struct queue *queue);
void queue_remove(struct queue *queue, struct thread *t);

#endif
