/* The system calls about processes and time. */
#include <errno.h>
#include <limits.h>
#include "cpu.h"
#include "defs.h"
#include "exec.h"
#include "proc.h"

int sys_fork(struct trapframe *tf)
{
    (void)tf;
    return proc_fork();
}

int sys_exit(struct trapframe *tf)
{
    int code = tf->a0;

    proc_exit((code & 0xff) << 8);
    return 0; /* never: proc_exit does not return */
}

/* The status pointer is checked before a child is given up for it. */
static int wait_for(int pid, user_address status_address, int options)
{
    int status, result;

    if (status_address && user_range(status_address, sizeof status, PTE_WRITE) < 0)
        return -EFAULT;
    result = proc_wait(pid, &status, options);
    if (result > 0 && status_address)
        copyout(current->pagedir, status_address, &status, sizeof status);
    return result;
}

int sys_wait(struct trapframe *tf)
{
    return wait_for(-1, tf->a0, 0);
}

int sys_waitpid(struct trapframe *tf)
{
    return wait_for(tf->a0, tf->a1, tf->a2);
}

/* Copies the strings of an array, most at most, behind one another into a page; how many they are. */
static int fetch_strings(struct arguments *arguments, user_address array, int most)
{
    int count;

    for (count = 0;; count++, array += sizeof(user_address)) {
        user_address string;
        int length;

        if (copyin(&string, array, sizeof string) < 0)
            return -EFAULT;
        if (string == 0)
            return count;
        if (count == most)
            return -E2BIG;
        length = copyinstr(arguments->strings + arguments->size, string, PAGE_SIZE - arguments->size);
        if (length < 0)
            return length == -ENAMETOOLONG ? -E2BIG : length;
        arguments->size += length + 1;
    }
}

/* The argv and the environment, 0 for an empty one, of a program that is to be started. */
static int fetch_arguments(struct arguments *arguments, user_address argv, user_address environment)
{
    arguments->count = fetch_strings(arguments, argv, MAX_ARGUMENTS);
    if (arguments->count < 0)
        return arguments->count;
    if (environment != 0)
        arguments->variables = fetch_strings(arguments, environment, MAX_VARIABLES);
    return arguments->variables < 0 ? arguments->variables : 0;
}

int sys_exec(struct trapframe *tf)
{
    char path[PATH_MAX];
    struct arguments arguments = {0, 0, 0, 0};
    int result = copyinstr(path, tf->a0, sizeof path);

    if (result < 0)
        return result;
    arguments.strings = page_alloc();
    if (!arguments.strings)
        return -ENOMEM;
    result = fetch_arguments(&arguments, tf->a1, tf->a2);
    if (result == 0)
        result = exec(current, path, &arguments);
    page_free(arguments.strings);
    return result;
}

int sys_getpid(struct trapframe *tf)
{
    (void)tf;
    return current->pid;
}

int sys_getppid(struct trapframe *tf)
{
    (void)tf;
    return current->parent ? current->parent->pid : 0;
}

int sys_setpgid(struct trapframe *tf)
{
    return proc_set_group(tf->a0, tf->a1);
}

int sys_getpgid(struct trapframe *tf)
{
    return proc_group(tf->a0);
}

int sys_yield(struct trapframe *tf)
{
    (void)tf;
    yield("it yields");
    return 0;
}

int sys_settickets(struct trapframe *tf)
{
    struct proc *p = tf->a0 == 0 ? current : proc_find(tf->a0);
    struct thread *t;
    int tickets = tf->a1;

    if (!p)
        return -ESRCH;
    if (tickets < 1 || tickets > MOST_TICKETS)
        return -EINVAL;
    for (t = p->threads; t; t = t->next_of_process)
        t->tickets = tickets;
    return 0;
}

/* The thread needs so much more CPU time from now on. */
int sys_setlength(struct trapframe *tf)
{
    struct thread *t = current_thread;

    t->completion = t->cpu_time + (clock_now() - t->since) + tf->a0;
    return 0;
}

int sys_sleep(struct trapframe *tf)
{
    return clock_sleep(tf->a0);
}

int sys_uptime(struct trapframe *tf)
{
    (void)tf;
    return clock_now() / (CLOCK_HZ / 1000);
}
