/* The system calls about signals. */
#include <errno.h>
#include <signal.h>
#include "defs.h"
#include "proc.h"

int sys_kill(struct trapframe *tf)
{
    return proc_kill(tf->a0, tf->a1);
}

/* Both addresses may be null. The old action is told last, when nothing can fail any more but that. */
int sys_sigaction(struct trapframe *tf)
{
    int signal = tf->a0, result = 0;
    struct sigaction action, old;

    if (signal <= 0 || signal >= NSIG)
        return -EINVAL;
    if (tf->a2 && user_range(tf->a2, sizeof old, PTE_WRITE) < 0)
        return -EFAULT;
    old = current->actions[signal];
    if (tf->a1) {
        if (copyin(&action, tf->a1, sizeof action) < 0)
            return -EFAULT;
        result = signal_set_action(signal, &action);
    }
    if (result == 0 && tf->a2)
        copyout(current->pagedir, tf->a2, &old, sizeof old);
    return result;
}

/* What is in a0 afterwards is what was there when the signal came. */
int sys_sigreturn(struct trapframe *tf)
{
    signal_return(tf);
    return tf->a0;
}

int sys_sigprocmask(struct trapframe *tf)
{
    sigset_t set, old = current_thread->blocked;

    if (tf->a2 && user_range(tf->a2, sizeof old, PTE_WRITE) < 0)
        return -EFAULT;
    if (tf->a1) {
        int result = copyin(&set, tf->a1, sizeof set);

        if (result == 0)
            result = signal_block(tf->a0, set);
        if (result < 0)
            return result;
    }
    if (tf->a2)
        copyout(current->pagedir, tf->a2, &old, sizeof old);
    return 0;
}

int sys_sigpending(struct trapframe *tf)
{
    sigset_t pending = current->pending | current_thread->pending;

    return copyout(current->pagedir, tf->a0, &pending, sizeof pending);
}

int sys_sigsuspend(struct trapframe *tf)
{
    sigset_t set;

    if (copyin(&set, tf->a0, sizeof set) < 0)
        return -EFAULT;
    return signal_suspend(set);
}

int sys_pause(struct trapframe *tf)
{
    (void)tf;
    return signal_pause();
}

int sys_alarm(struct trapframe *tf)
{
    return clock_alarm(tf->a0, tf->a1);
}
