/* A thread: what the CPU is given to. A process has one to begin with, and can make more, which share its memory. */
#ifndef THREAD_H
#define THREAD_H

#include <signal.h>
#include <toy32.h>
#include "param.h"
#include "vm.h"

/*
 * Kernel registers, saved by swtch when the CPU goes from this thread to another. (The user registers are not
 * here: the hardware saves them to the kernel stack, in the trap frame.) These are the registers that a function
 * must keep for its caller; nobody expects the others to survive the call of swtch.
 */
struct context {
    unsigned ra;
    unsigned sp;
    unsigned fp;
    unsigned s0;
    unsigned s1;
    unsigned s2;
};

/* A time at which something is to happen, in the list of all of them: see clock.c. */
struct deadline {
    unsigned long long time; /* as an instruction count; 0: it is not in the list */
    struct deadline *next;   /* the one that comes after it */
    struct thread *thread;   /* who is woken then */
    struct proc *proc;       /* or gets SIGALRM */
};

/* A lock that is held while its holder waits: see sleeplock.c. */
struct sleeplock {
    struct thread *holder; /* 0: nobody */
};

enum threadstate {
    FREE,    /* this entry is free */
    NEW,     /* being made */
    READY,   /* could run, and waits for the CPU */
    RUNNING, /* has the CPU */
    BLOCKED, /* waits for something: see channel and why */
    ENDED    /* has ended; nobody has asked for its result yet */
};

struct thread {
    int number; /* within its process; the first one has 0 */
    enum threadstate state;
    struct proc *proc;              /* its process */
    struct thread *next_of_process; /* the one that was made after it */

    unsigned kstack;        /* lowest address of its kernel stack */
    struct context context; /* kernel registers while it does not run */
    struct trapframe *tf;   /* user registers while it is in the kernel: on its kernel stack */

    user_address start;       /* the function that it began with; 0: the first thread, which began with the program */
    user_address stack_limit; /* how far down its user stack may grow; 0: not a stack that the kernel has made for it */

    const char *left;             /* why it gave up the CPU the last time, for people */
    const void *channel;          /* BLOCKED: wakeup(channel) makes it ready */
    const char *why;              /* BLOCKED: on what, for people */
    struct deadline wake;         /* BLOCKED: no longer than until then, if it has a time */
    user_address futex;           /* BLOCKED in futex_wait: the address of the word */
    const unsigned *lock;         /* BLOCKED for a lock: the word in the program that tells who holds it; see futex.c */
    struct thread *joining;       /* BLOCKED in thread_join: the one that is to end */
    struct thread *next;          /* READY, BLOCKED: who stands behind it in its queue */

    sigset_t pending;        /* signals that have been sent to it alone and not taken yet */
    sigset_t blocked;        /* signals that it does not take now */
    sigset_t blocked_before; /* in sigsuspend: what was blocked before, and will be again */
    int suspended;           /* it is in sigsuspend */

    unsigned long long since;      /* RUNNING: the instruction count that it got the CPU at */
    unsigned returned;             /* the low half of the instruction count when it last left the kernel */
    unsigned long long cpu_time;   /* how long it has had the CPU so far, in instructions */
    int tickets;                   /* lottery, stride: its share of the CPU */
    unsigned long long pass;       /* stride: where it stands */
    int level;                     /* feedback: the queue that it stands in, 0 for the highest */
    unsigned used;                 /* feedback: how much of its allotment there, in instructions */
    unsigned long long completion; /* shortest first: how much CPU time it says it needs in all; 0: it does not say */

    int detached;    /* nobody will ask for its result: it is gone as soon as it has ended */
    unsigned result; /* ENDED: what its function has returned */
};

extern struct thread threads[NTHREAD]; /* the threads of all processes */
#define IDLE_THREAD (&threads[0])      /* of the idle process: runs when no other is ready */
extern struct thread *current_thread;  /* the thread that has the CPU */

#endif
