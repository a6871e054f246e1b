/*
 * Signals: what the kernel has to tell a process in between. A signal that is sent stays pending until the process
 * takes it, which it does just before it returns to user mode, and not while it blocks that signal. To take it is to do
 * what the process has asked for: nothing, its end, or a handler.
 *
 * A handler is a function of the program that runs as if the program had called it between two of its instructions.
 * For that the kernel copies the trap frame from the kernel stack to the user stack, and changes the one on the kernel
 * stack, so that return-from-trap goes to the handler. The handler returns to two instructions of the library, which make the
 * system call sigreturn; that takes the copy back, and the next return-from-trap goes on where the program was.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include "defs.h"
#include "proc.h"

/* What a signal does to a process that has no handler for it. */
enum default_action { TERMINATE, CORE, IGNORE, STOP, CONTINUE };

#define DEFAULT_ACTION(number, name, action, summary) [number] = action,

static const char default_actions[NSIG] = {SIGNALS(DEFAULT_ACTION)};

/* These two do what they do, whatever the process wants. */
#define UNMASKABLE (SIGNAL_BIT(SIGKILL) | SIGNAL_BIT(SIGSTOP))

#define STOPPING (SIGNAL_BIT(SIGSTOP) | SIGNAL_BIT(SIGTSTP) | SIGNAL_BIT(SIGTTIN) | SIGNAL_BIT(SIGTTOU))

/* What lies on the user stack while a handler runs: all that sigreturn needs to undo it. */
struct signal_frame {
    struct trapframe tf; /* the registers of the program as they were when the signal came */
    int signal;
    sigset_t blocked; /* what was blocked then */
};

/* --- sending --- */

/* Without init nothing goes on: what it does not handle does nothing to it. */
static int is_ignored(const struct proc *p, int signal)
{
    void (*handler)(int) = p->actions[signal].sa_handler;
    int action = default_actions[signal];

    if (handler == SIG_DFL)
        return action == IGNORE || action == CONTINUE || p->pid == INIT_PID;
    return handler == SIG_IGN;
}

/* Those that a thread has to take. What has been sent to its process, any of the threads that do not block it may take. */
static sigset_t waiting_for(const struct thread *t)
{
    return (t->proc->pending | t->pending) & ~t->blocked;
}

/* Whether there is one: what the thread waits for in the kernel is given up then. */
int signal_waiting(const struct thread *t)
{
    return waiting_for(t) != 0;
}

/* Whether one of those will end it: work that is bound to end by itself is given up for nothing less. */
int signal_ends(const struct thread *t)
{
    sigset_t waiting = waiting_for(t) & ~(STOPPING);
    int signal;

    for (signal = 1; signal < NSIG; signal++)
        if ((waiting & SIGNAL_BIT(signal)) && t->proc->actions[signal].sa_handler == SIG_DFL)
            return 1;
    return 0;
}

/* Whether the process has stopped, or is about to: it goes on. */
static void go_on(struct proc *p)
{
    struct thread *t;

    p->pending &= ~STOPPING;
    for (t = p->threads; t; t = t->next_of_process)
        t->pending &= ~STOPPING;
    p->stopped = 0;
    wakeup(&p->stopped);
}

/* A thread that is blocked must look: it may have to give up what it waits for. */
static void notify(struct thread *t)
{
    if (t->state == BLOCKED && signal_waiting(t))
        unblock(t);
}

/* Makes a signal pending for a process: the first of its threads that can takes it. */
void signal_send(struct proc *p, int signal)
{
    struct thread *t;

    if (p->state != ALIVE || p == IDLE)
        return;
    if (signal == SIGCONT || signal == SIGKILL)
        go_on(p);
    if (is_ignored(p, signal))
        return;
    p->pending |= SIGNAL_BIT(signal);
    for (t = p->threads; t; t = t->next_of_process)
        notify(t);
}

/* Sends a signal to one thread. What stops, continues or ends a process does so to all of it. Signal 0 is sent to nobody. */
int signal_send_thread(struct thread *t, int signal)
{
    if (signal < 0 || signal >= NSIG)
        return -EINVAL;
    if (signal == 0 || t->state == ENDED)
        return 0;
    if (signal == SIGCONT || SIGNAL_BIT(signal) & UNMASKABLE) {
        signal_send(t->proc, signal);
    } else if (!is_ignored(t->proc, signal)) {
        t->pending |= SIGNAL_BIT(signal);
        notify(t);
    }
    return 0;
}

/* Whether a handler of the current thread will run for a fault of its own, so that its end can wait. */
int signal_is_caught(int signal)
{
    void (*handler)(int) = current->actions[signal].sa_handler;

    return handler != SIG_DFL && handler != SIG_IGN && !(current_thread->blocked & SIGNAL_BIT(signal));
}

/* --- taking --- */

/* The signal to take next: of several, the one with the lowest number. 0: none. */
static int next_signal(void)
{
    sigset_t waiting = waiting_for(current_thread);
    int signal = 0;

    if (waiting != 0)
        while (!(waiting & SIGNAL_BIT(signal)))
            signal++;
    return signal;
}

/* One that is taken is pending no more; one that was sent to the thread itself comes before the same one to its process. */
static void forget(int signal)
{
    if (current_thread->pending & SIGNAL_BIT(signal))
        current_thread->pending &= ~SIGNAL_BIT(signal);
    else
        current->pending &= ~SIGNAL_BIT(signal);
}

/* Does nothing more until SIGCONT, or the end; nor do the other threads, as soon as they leave the kernel. */
static void stop(int signal)
{
    struct thread *t;

    if (!current->stopped) {
        for (t = current->threads; t; t = t->next_of_process)
            if (t != current_thread)
                t->pending |= SIGNAL_BIT(SIGSTOP);
        current->stopped = signal;
        current->stop_told = 0;
        wakeup(current->parent);
    }
    while (current->stopped)
        block(&current->stopped, "SIGCONT");
}

static void take_default(int signal)
{
    switch (default_actions[signal]) {
    case STOP: stop(signal); break;
    case CORE: proc_exit(signal | WCOREFLAG); break;
    default: proc_exit(signal);
    }
}

/* What is blocked once a handler that starts now has returned: sigsuspend has changed it for the time of the call. */
static sigset_t blocked_afterwards(void)
{
    return current_thread->suspended ? current_thread->blocked_before : current_thread->blocked;
}

/*
 * Has the program run a handler when it next returns to user mode. Its stack pointer may be anything: without room for
 * the frame there is no way back, and the process ends.
 */
static void call_handler(struct trapframe *tf, int signal)
{
    struct sigaction *action = &current->actions[signal];
    struct signal_frame frame = {*tf, signal, blocked_afterwards()};
    user_address at = (tf->sp - sizeof frame) & ~3u;

    if (copyout(current->pagedir, at, &frame, sizeof frame) < 0)
        proc_exit(SIGSEGV | WCOREFLAG);
    tf->pc = (unsigned)action->sa_handler;
    tf->ra = (unsigned)action->sa_restorer;
    tf->sp = at;
    tf->a0 = signal;
    current_thread->suspended = 0;
    current_thread->blocked = (frame.blocked | action->sa_mask) & ~UNMASKABLE;
    if (!(action->sa_flags & SA_NODEFER))
        current_thread->blocked |= SIGNAL_BIT(signal);
    if (action->sa_flags & SA_RESETHAND)
        action->sa_handler = SIG_DFL;
}

/*
 * Takes the signals that have come, before every return to user mode. After one that has a handler the others stay
 * pending: the handler runs first, and its sigreturn is the next return to user mode.
 */
void signal_deliver(struct trapframe *tf)
{
    int signal;

    if ((current->pending | current_thread->pending) == 0)
        return;
    while ((signal = next_signal()) != 0) {
        if (thread_must_end(current_thread))
            thread_end(0);
        forget(signal);
        if (current->actions[signal].sa_handler != SIG_DFL) {
            call_handler(tf, signal);
            return;
        }
        take_default(signal);
    }
    current_thread->blocked = blocked_afterwards();
    current_thread->suspended = 0;
}

/* Undoes what call_handler did. What stands on the user stack may be anything, so the mode is not taken from there. */
void signal_return(struct trapframe *tf)
{
    struct signal_frame frame;

    if (copyin(&frame, tf->sp, sizeof frame) < 0)
        proc_exit(SIGSEGV | WCOREFLAG);
    *tf = frame.tf;
    tf->status = STATUS_USER | STATUS_IE;
    current_thread->blocked = frame.blocked & ~UNMASKABLE;
}

/* Who is stopped, and goes on, goes on with what it was at. */
static int only_stops(int signal)
{
    return default_actions[signal] == STOP && current->actions[signal].sa_handler == SIG_DFL;
}

/* Whether a system call that a signal has interrupted is to be made again, after the handler or once the process goes on. */
int signal_restarts(unsigned call)
{
    int signal = next_signal();

    if (call == SYS_sleep || call == SYS_sigreturn)
        return 0;
    if (signal != 0 && only_stops(signal))
        return 1;
    if (call == SYS_pause || call == SYS_sigsuspend)
        return 0;
    return signal_is_caught(signal) && (current->actions[signal].sa_flags & SA_RESTART);
}

/* --- what a process asks for --- */

/* A signal that would now be ignored is forgotten where it is pending. */
int signal_set_action(int signal, const struct sigaction *action)
{
    struct thread *t;

    if (SIGNAL_BIT(signal) & UNMASKABLE)
        return -EINVAL;
    current->actions[signal] = *action;
    if (!is_ignored(current, signal))
        return 0;
    current->pending &= ~SIGNAL_BIT(signal);
    for (t = current->threads; t; t = t->next_of_process)
        t->pending &= ~SIGNAL_BIT(signal);
    return 0;
}

int signal_block(int how, sigset_t set)
{
    sigset_t blocked;

    switch (how) {
    case SIG_BLOCK: blocked = current_thread->blocked | set; break;
    case SIG_UNBLOCK: blocked = current_thread->blocked & ~set; break;
    case SIG_SETMASK: blocked = set; break;
    default: return -EINVAL;
    }
    current_thread->blocked = blocked & ~UNMASKABLE;
    return 0;
}

/* Waits until there is a signal to take. */
int signal_pause(void)
{
    while (!signal_waiting(current_thread))
        block(&current_thread->pending, "signal");
    return -EINTR;
}

/* The same with other signals blocked, until one has come and its handler has returned. */
int signal_suspend(sigset_t set)
{
    current_thread->blocked_before = current_thread->blocked;
    current_thread->blocked = set & ~UNMASKABLE;
    current_thread->suspended = 1;
    return signal_pause();
}

/* --- fork and exec --- */

/* A child does with signals what its parent does; those that the parent has not taken are the parent's. */
void signal_fork(struct proc *child)
{
    memcpy(child->actions, current->actions, sizeof child->actions);
}

/* The handlers are gone with the program that they were part of. */
void signal_exec(struct proc *p)
{
    int signal;

    for (signal = 1; signal < NSIG; signal++)
        if (p->actions[signal].sa_handler != SIG_IGN)
            p->actions[signal].sa_handler = SIG_DFL;
}
