/* Signals (C11 7.14 and POSIX): what happens to a program between two of its instructions, and what it does about that. */
#ifndef _SIGNAL_H
#define _SIGNAL_H

#include <sys/signals.h>
#include <sys/types.h>

/* In place of a handler: the default action, or nothing. */
#define SIG_DFL ((void (*)(int))0)
#define SIG_IGN ((void (*)(int))1)
#define SIG_ERR ((void (*)(int))-1)

typedef int sig_atomic_t;

/* A set of signals: the bit of a signal is its number. */
typedef unsigned int sigset_t;

/* sa_flags; a child that stops is never told. */
#define SA_NOCLDSTOP 0x1
#define SA_RESTART 0x10000000   /* a system call that the handler interrupts is made again */
#define SA_NODEFER 0x40000000   /* the handler may be interrupted by its own signal */
#define SA_RESETHAND 0x80000000 /* the handler is for one time */

struct sigaction {
    void (*sa_handler)(int signal);
    sigset_t sa_mask;          /* blocked while the handler runs, beside its own signal */
    int sa_flags;
    void (*sa_restorer)(void); /* where a handler returns to: sigaction() sets it */
};

/* How sigprocmask() changes what is blocked. */
#define SIG_BLOCK 0
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2

int kill(pid_t pid, int signal);
int killpg(pid_t group, int signal);
int raise(int signal);

void (*signal(int signal, void (*handler)(int)))(int);
int sigaction(int signal, const struct sigaction *action, struct sigaction *old);
int sigprocmask(int how, const sigset_t *set, sigset_t *old);
int sigpending(sigset_t *set);
int sigsuspend(const sigset_t *set);

int sigemptyset(sigset_t *set);
int sigfillset(sigset_t *set);
int sigaddset(sigset_t *set, int signal);
int sigdelset(sigset_t *set, int signal);
int sigismember(const sigset_t *set, int signal);

void psignal(int signal, const char *what);

#endif
