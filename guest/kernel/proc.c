/* The process list: how processes come into being, and how they end. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include "cpu.h"
#include "defs.h"
#include "proc.h"

struct proc proc[NPROC];

static int next_pid = 1;

/* The stack that the kernel boots on, and where boot.toy lets it begin. */
static char boot_stack[KSTACK_SIZE];
char *const boot_stack_top = boot_stack + KSTACK_SIZE;

/* Makes what runs now, on the boot stack, into the idle process. */
void proc_init(void)
{
    current = IDLE;
    strcpy(IDLE->name, "idle");
    IDLE->state = RUNNING;
    IDLE->kstack = (unsigned)boot_stack;
    IDLE->pagedir = kernel_pagedir;
}

static struct proc *unused_entry(void)
{
    struct proc *p;

    for (p = proc; p < &proc[NPROC]; p++)
        if (p->state == UNUSED)
            return p;
    return 0;
}

/* Creates an entry in the process list, with a kernel stack; 0 if the list is full or memory is short. */
struct proc *proc_create(const char *name)
{
    struct proc *p = unused_entry();
    unsigned kstack = p ? kstack_alloc(p - proc) : 0;

    if (!kstack)
        return 0;
    p->state = EMBRYO;
    p->pid = next_pid++;
    p->group = p->pid;
    p->tickets = DEFAULT_TICKETS;
    strncpy(p->name, name, NAME_LENGTH - 1);
    p->kstack = kstack;
    /* The trap frame lies where the hardware will push it at every later trap from user mode: at the top. */
    p->tf = (struct trapframe *)(kstack + KSTACK_SIZE - sizeof *p->tf);
    /* The first swtch to this process "returns" to first_return, which returns from the trap. */
    p->context.ra = (unsigned)first_return;
    p->context.sp = (unsigned)p->tf;
    return p;
}

/* Frees the memory of a process and removes it from the process list. */
void proc_free(struct proc *p)
{
    vm_free(p->pagedir);
    kstack_free(p->kstack);
    memset(p, 0, sizeof *p);
}

struct proc *proc_find(int pid)
{
    struct proc *p;

    for (p = proc; p < &proc[NPROC]; p++)
        if (p->state != UNUSED && p->pid == pid)
            return p;
    return 0;
}

/* --- fork --- */

static void copy_files(struct proc *to, const struct proc *from)
{
    int fd;

    for (fd = 0; fd < NOFILE; fd++)
        if (from->files[fd])
            to->files[fd] = file_again(from->files[fd]);
    to->close_on_exec = from->close_on_exec;
    to->directory = from->directory ? inode_again(from->directory) : 0;
    to->mask = from->mask;
}

/* Makes a copy of the current process, and returns its pid. The copy comes out of the same trap with 0 in a0. */
int proc_fork(void)
{
    struct proc *child = proc_create(current->name);

    if (!child)
        return -EAGAIN;
    child->pagedir = vm_copy(current->pagedir);
    if (!child->pagedir) {
        proc_free(child);
        return -ENOMEM;
    }
    child->heap_start = current->heap_start;
    child->heap_end = current->heap_end;
    signal_fork(child);
    *child->tf = *current->tf;
    child->tf->a0 = 0;
    copy_files(child, current);
    child->parent = current;
    child->group = current->group;
    child->tickets = current->tickets;
    make_ready(child);
    return child->pid;
}

/* Where a new process starts, from first_return: signals may have come before it ever ran. */
void forkret(void)
{
    signal_deliver(current->tf);
}

/* --- the end --- */

/* The first process is gone: the machine stops with its code, or 128 + what killed it. */
static void power_off(int status)
{
    int signal = status & 0x7f;

    OUT(POWER_OFF, signal ? 128 + signal : status >> 8);
}

static void close_files(void)
{
    int fd;

    for (fd = 0; fd < NOFILE; fd++) {
        struct file *file = current->files[fd];

        current->files[fd] = 0;
        if (file)
            file_close(file);
    }
    file_set_directory(0);
}

/* Processes whose parent has ended become children of init, which waits for them. */
static void give_children_to_init(void)
{
    struct proc *init = proc_find(INIT_PID), *p;

    for (p = proc; p < &proc[NPROC]; p++) {
        if (p->parent != current)
            continue;
        p->parent = init;
        if (p->state == ZOMBIE)
            wakeup(init);
    }
}

/* A parent that ignores SIGCHLD does not want to know how its children end: init waits for this one instead. */
static void tell_parent(void)
{
    struct proc *parent = current->parent;

    signal_send(parent, SIGCHLD);
    wakeup(parent);
    if (parent->actions[SIGCHLD].sa_handler == SIG_IGN) {
        current->parent = proc_find(INIT_PID);
        wakeup(current->parent);
    }
}

/*
 * Ends the current process. It stays in the process list with its status, and its memory with it, until its parent
 * asks: a process cannot free the kernel stack that it stands on.
 */
void proc_exit(int status)
{
    close_files();
    if (current->pid == INIT_PID)
        fs_sync(); /* the machine is about to stop */
    current->status = status;
    current->state = ZOMBIE;
    if (current->pid == INIT_PID)
        power_off(status);
    give_children_to_init();
    tell_parent();
    sched();
    panic("process %d runs after its end", current->pid);
}

/* A child of the current process, any or the one with this pid: one that has ended if there is such; 0 if none. */
static struct proc *find_child(int pid)
{
    struct proc *p, *found = 0;

    for (p = proc; p < &proc[NPROC]; p++) {
        if (p->state == UNUSED || p->parent != current || (pid > 0 && p->pid != pid))
            continue;
        if (p->state == ZOMBIE)
            return p;
        found = p;
    }
    return found;
}

/* Takes the status of a child that has ended, frees it, and returns its pid. */
static int reap(struct proc *child, int *status)
{
    int pid = child->pid;

    *status = child->status;
    proc_free(child);
    return pid;
}

/* Waits for a child to end, the one with this pid or, if pid is not positive, any. */
int proc_wait(int pid, int *status, int options)
{
    for (;;) {
        struct proc *child = find_child(pid);

        if (!child)
            return -ECHILD;
        if (child->state == ZOMBIE)
            return reap(child, status);
        if (options & WNOHANG)
            return 0;
        if (signal_waiting(current))
            return -EINTR;
        block(current, "child");
    }
}

/* --- process groups: the processes of one job --- */

/* Sends a signal to all processes of a group, or of any (0); signal 0 is sent to nobody. -ESRCH if there are none. */
int proc_kill_group(int group, int signal)
{
    struct proc *p;
    int result = -ESRCH;

    for (p = &proc[1]; p < &proc[NPROC]; p++) {
        if (p->state == UNUSED || (group != 0 && p->group != group))
            continue;
        if (signal != 0)
            signal_send(p, signal);
        result = 0;
    }
    return result;
}

/* Sends a signal to a process, to the current group (0), to all processes (-1), or to a group (minus its number). */
int proc_kill(int pid, int signal)
{
    struct proc *p;

    if (signal < 0 || signal >= NSIG)
        return -EINVAL;
    if (pid <= 0)
        return proc_kill_group(pid == -1 ? 0 : pid == 0 ? current->group : -pid, signal);
    p = proc_find(pid);
    if (!p)
        return -ESRCH;
    if (pid == INIT_PID && signal == SIGKILL)
        return -EPERM;
    if (signal != 0)
        signal_send(p, signal);
    return 0;
}

/* The process with this pid; 0 stands for the current one. */
static struct proc *process_or_self(int pid)
{
    return pid == 0 ? current : pid > 0 ? proc_find(pid) : 0;
}

static int group_exists(int group)
{
    struct proc *p;

    for (p = proc; p < &proc[NPROC]; p++)
        if (p->state != UNUSED && p->group == group)
            return 1;
    return 0;
}

/* Puts the current process or a child of it into a group that there is, or into a new one of its own (group 0). */
int proc_set_group(int pid, int group)
{
    struct proc *p = process_or_self(pid);

    if (!p || (p != current && p->parent != current))
        return -ESRCH;
    if (group < 0)
        return -EINVAL;
    if (group != 0 && group != p->pid && !group_exists(group))
        return -EPERM;
    p->group = group ? group : p->pid;
    return 0;
}

int proc_group(int pid)
{
    struct proc *p = process_or_self(pid);

    return p ? p->group : -ESRCH;
}
