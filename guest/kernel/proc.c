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
    IDLE->state = ALIVE;
    IDLE->pagedir = kernel_pagedir;
    IDLE->threads = current_thread = IDLE_THREAD;
    IDLE_THREAD->proc = IDLE;
    IDLE_THREAD->state = RUNNING;
    IDLE_THREAD->kstack = (unsigned)boot_stack;
}

static struct proc *unused_entry(void)
{
    struct proc *p;

    for (p = proc; p < &proc[NPROC]; p++)
        if (p->state == UNUSED)
            return p;
    return 0;
}

/* Creates an entry in the process list, with its first thread; 0 if the list is full or memory is short. */
struct proc *proc_create(const char *name)
{
    struct proc *p = unused_entry();

    if (!p || !thread_create(p))
        return 0;
    p->state = EMBRYO;
    p->pid = next_pid++;
    p->group = p->pid;
    strncpy(p->name, name, NAME_LENGTH - 1);
    return p;
}

/* Frees the memory of a process and removes it from the process list. */
void proc_free(struct proc *p)
{
    vm_free(p->pagedir);
    while (p->threads)
        thread_free(p->threads);
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

/*
 * Makes a copy of the current process, and returns its pid. The copy comes out of the same trap with 0 in a0. It has one
 * thread, the one that has made it: the others are not there.
 */
int proc_fork(void)
{
    struct proc *child = proc_create(current->name);

    if (!child)
        return -EAGAIN;
    child->pagedir = vm_fork();
    if (!child->pagedir) {
        proc_free(child);
        return -ENOMEM;
    }
    child->heap_start = current->heap_start;
    child->heap_end = current->heap_end;
    child->has_mappings = current->has_mappings;
    signal_fork(child);
    thread_fork(child->threads);
    copy_files(child, current);
    child->parent = current;
    child->group = current->group;
    child->state = ALIVE;
    make_ready(child->threads);
    return child->pid;
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
 * The last thread of the current process ends, and the process with it. It stays in the process list with its status, and
 * its memory with it, until its parent asks: a thread cannot free the kernel stack that it stands on.
 */
void proc_end(void)
{
    mmap_end();
    close_files();
    if (current->pid == INIT_PID)
        fs_sync(); /* the machine is about to stop */
    thread_free_others();
    clock_forget(&current->alarm);
    current->state = ZOMBIE;
    if (current->pid == INIT_PID)
        power_off(current->status);
    give_children_to_init();
    tell_parent();
}

/* Ends the current process with a wait status: all its threads end, this one at once. */
void proc_exit(int status)
{
    if (!thread_must_end(current_thread)) {
        current->status = status;
        thread_end_others();
    }
    thread_end(0);
}

/* A child that has stopped, and its parent does not know yet. */
static int has_stopped(const struct proc *child)
{
    return child->state == ALIVE && child->stopped && !child->stop_told;
}

/* A child of the current process, any or the one with this pid: one that has ended if there is such; 0 if none. */
static struct proc *find_child(int pid, int options)
{
    struct proc *p, *found = 0;

    for (p = proc; p < &proc[NPROC]; p++) {
        if (p->state == UNUSED || p->parent != current || (pid > 0 && p->pid != pid))
            continue;
        if (p->state == ZOMBIE || (options & WUNTRACED && has_stopped(p)))
            return p;
        found = p;
    }
    return found;
}

/* How long a process has had the CPU, up to the last time that it gave it up. */
unsigned long long proc_time(const struct proc *p)
{
    unsigned long long time = p->used.time;
    const struct thread *t;

    for (t = p->threads; t; t = t->next_of_process)
        time += t->cpu_time;
    return time;
}

static void add_usage(struct usage *to, const struct usage *from)
{
    to->time += from->time;
    to->user += from->user;
    to->faults += from->faults;
    to->waits += from->waits;
    to->turns += from->turns;
}

/* Takes the status of a child that has ended, frees it, and returns its pid. */
static int reap(struct proc *child, int *status)
{
    int pid = child->pid;

    child->used.time = proc_time(child);
    add_usage(&current->children, &child->used);
    add_usage(&current->children, &child->children);
    *status = child->status;
    proc_free(child);
    return pid;
}

/* Waits for a child to end, with WUNTRACED to stop too: the one with this pid or, if pid is not positive, any. */
int proc_wait(int pid, int *status, int options)
{
    for (;;) {
        struct proc *child = find_child(pid, options);

        if (!child)
            return -ECHILD;
        if (child->state == ZOMBIE)
            return reap(child, status);
        if (options & WUNTRACED && has_stopped(child)) {
            child->stop_told = 1;
            *status = child->stopped << 8 | WSTOPPED;
            return child->pid;
        }
        if (options & WNOHANG)
            return 0;
        if (signal_waiting(current_thread))
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

/*
 * Whether nobody is there who could have a group go on once it has stopped: no parent of one of its processes that is in
 * another group, as a shell is, which tells the groups of its jobs from its own. init waits for all, and looks after none.
 */
int proc_group_is_orphaned(int group)
{
    struct proc *p;

    for (p = &proc[1]; p < &proc[NPROC]; p++)
        if (p->state == ALIVE && p->group == group && p->parent && p->parent->pid != INIT_PID &&
            p->parent->group != group)
            return 0;
    return 1;
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
