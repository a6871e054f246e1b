/* The system calls about threads. */
#include <errno.h>
#include "defs.h"
#include "proc.h"

int sys_thread_create(struct trapframe *tf)
{
    return thread_start(tf->a0, tf->a1, tf->a2, tf->a3);
}

int sys_thread_exit(struct trapframe *tf)
{
    thread_end(tf->a0);
    return 0; /* never: thread_end does not return */
}

/* The address for the result is checked before the thread is given up for it. */
int sys_thread_join(struct trapframe *tf)
{
    unsigned value;
    int result;

    if (tf->a1 && user_range(tf->a1, sizeof value, PTE_WRITE) < 0)
        return -EFAULT;
    result = thread_join(tf->a0, &value);
    if (result == 0 && tf->a1)
        copyout(current->pagedir, tf->a1, &value, sizeof value);
    return result;
}

int sys_thread_detach(struct trapframe *tf)
{
    return thread_detach(tf->a0);
}

int sys_thread_kill(struct trapframe *tf)
{
    struct thread *t = thread_find(tf->a0);

    return t ? signal_send_thread(t, tf->a1) : -ESRCH;
}

int sys_gettid(struct trapframe *tf)
{
    (void)tf;
    return current_thread->number;
}

int sys_futex_wait(struct trapframe *tf)
{
    return futex_block(tf->a0, tf->a1, tf->a2, tf->a3);
}

int sys_futex_wake(struct trapframe *tf)
{
    return futex_unblock(tf->a0, tf->a1);
}
