/* A process: the entry in the process list. */
#ifndef PROC_H
#define PROC_H

#include <signal.h>
#include <toy32.h>
#include "param.h"
#include "vm.h"

/*
 * Kernel registers, saved by swtch when the CPU goes from this process to another. (The user registers are not
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

enum procstate {
    UNUSED,  /* this entry is free */
    EMBRYO,  /* being made */
    READY,   /* could run, and waits for the CPU */
    RUNNING, /* has the CPU */
    BLOCKED, /* waits for something: see channel and why */
    ZOMBIE   /* has ended; its parent has not asked for its status yet */
};

struct proc {
    int pid;
    char name[NAME_LENGTH];
    enum procstate state;
    struct proc *parent;
    int group; /* its process group, by the pid of the process that founded it: who is ended together by ^C */

    unsigned kstack;        /* lowest address of its kernel stack */
    struct context context; /* kernel registers while it does not run */
    struct trapframe *tf;   /* user registers while it is in the kernel: on its kernel stack */

    pte_t *pagedir;          /* its page directory; the address is the physical one */
    user_address heap_start; /* of its memory: where the program ends */
    user_address heap_end;

    const void *channel;          /* BLOCKED: wakeup(channel) makes it ready */
    const char *why;              /* BLOCKED: on what, for people */
    unsigned long long wake_time; /* BLOCKED in clock_sleep: the instruction count to wake at */

    sigset_t pending;               /* signals that have been sent and not taken yet */
    sigset_t blocked;               /* signals that it does not take now */
    sigset_t blocked_before;        /* in sigsuspend: what was blocked before, and will be again */
    int suspended;                  /* it is in sigsuspend */
    int stopped;                    /* by SIGSTOP and the like, until SIGCONT */
    struct sigaction actions[NSIG]; /* by signal: what to do */
    unsigned long long alarm_time;  /* when to send it SIGALRM; 0: never */
    unsigned alarm_interval;        /* and then again after each; 0: once */

    struct proc *next_ready;       /* READY: who stands behind it in the queue */
    unsigned long long since;      /* RUNNING: the instruction count that it got the CPU at */
    unsigned long long cpu_time;   /* how long it has had the CPU so far, in instructions */
    int tickets;                   /* lottery, stride: its share of the CPU */
    unsigned long long pass;       /* stride: where it stands */
    int level;                     /* feedback: the queue that it stands in, 0 for the highest */
    unsigned used;                 /* feedback: how much of its allotment there, in instructions */
    unsigned long long completion; /* shortest first: how much CPU time it says it needs in all; 0: it does not say */

    int status; /* ZOMBIE: its wait status */

    struct file *files[NOFILE]; /* by descriptor */
    unsigned close_on_exec;     /* a bit for each descriptor */
    struct inode *directory;    /* where paths without a slash in front start; 0: the root */
    unsigned mask;              /* permissions that new files do not get */
};

/* A member of a sigset_t. */
#define SIGNAL_BIT(signal) (1u << (signal))

extern struct proc proc[NPROC]; /* the process list */
#define INIT_PID 1              /* of the first process */
#define IDLE (&proc[0])         /* the idle process: runs when no other is ready */
extern struct proc *current;    /* the process that has the CPU */

#endif
