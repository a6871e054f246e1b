/* A process: the entry in the process list. It owns what its threads share: memory, files, and what signals do. */
#ifndef PROC_H
#define PROC_H

#include <signal.h>
#include <toy32.h>
#include "param.h"
#include "thread.h"
#include "vm.h"

enum procstate {
    UNUSED, /* this entry is free */
    EMBRYO, /* being made */
    ALIVE,  /* has threads that run, or wait for something */
    ZOMBIE  /* has ended; its parent has not asked for its status yet */
};

/* What getrusage tells. Times are in instructions. */
struct usage {
    unsigned long long time; /* with the CPU; of a process that lives, by threads that are gone */
    unsigned long long user; /* of that, in user mode */
    unsigned faults;         /* page faults by which it has got memory */
    unsigned waits;          /* how often a thread gave the CPU up because it waited */
    unsigned turns;          /* and because others were to have their turn */
};

struct proc {
    int pid;
    char name[NAME_LENGTH];
    enum procstate state;
    struct proc *parent;
    int group; /* its process group, by the pid of the process that founded it: who is ended together by ^C */

    struct thread *threads; /* in the order in which they were made */
    int living;             /* those that have not ended */
    int next_number;        /* of the next one to be made */

    pte_t *pagedir;          /* its page directory; the address is the physical one */
    user_address heap_start; /* of its memory: where the program ends */
    user_address heap_end;
    int has_mappings; /* of mmap, or has had */

    struct usage used;     /* what it has used of the machine */
    struct usage children; /* and those of its children that it has waited for, with theirs */

    sigset_t pending;               /* signals that have been sent, and that none of its threads has taken yet */
    int stopped;                    /* the signal that has stopped it, until SIGCONT */
    int stop_told;                  /* its parent has been told of that */
    struct sigaction actions[NSIG]; /* by signal: what to do */
    struct deadline alarm;          /* when to send it SIGALRM, if ever */
    unsigned alarm_interval;        /* and then again after each; 0: once */

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
extern struct proc *current;    /* the process that has the CPU: that of current_thread */

#endif
