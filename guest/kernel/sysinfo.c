/* The system calls that tell what processes use, and which there are. */
#include <errno.h>
#include <string.h>
#include <sys/procinfo.h>
#include "cpu.h"
#include "defs.h"
#include "proc.h"

static struct timeval timeval_of(unsigned long long instructions)
{
    struct timeval time = {instructions / CLOCK_HZ, instructions % CLOCK_HZ / (CLOCK_HZ / 1000000)};

    return time;
}

/* What has been used in so much time, as programs see it. */
static struct rusage rusage_of(const struct usage *used, unsigned long long time, unsigned frames)
{
    struct rusage r = {
        .ru_utime = timeval_of(used->user),
        .ru_stime = timeval_of(time > used->user ? time - used->user : 0),
        .ru_maxrss = frames * (PAGE_SIZE / 1024),
        .ru_minflt = used->faults,
        .ru_nvcsw = used->waits,
        .ru_nivcsw = used->turns,
    };

    return r;
}

/* The current process has the CPU since a while that is not counted yet. */
static struct rusage usage_of(const struct proc *p)
{
    unsigned more = p == current ? clock_now() - current_thread->since : 0;

    return rusage_of(&p->used, proc_time(p) + more, vm_frames(p->pagedir));
}

int sys_getrusage(struct trapframe *tf)
{
    int who = tf->a0;
    struct rusage r;

    if (who != RUSAGE_SELF && who != RUSAGE_CHILDREN)
        return -EINVAL;
    r = who == RUSAGE_SELF ? usage_of(current) : rusage_of(&current->children, current->children.time, 0);
    return copyout(current->pagedir, tf->a1, &r, sizeof r);
}

/* --- the process list --- */

static struct proc *next_after(int pid)
{
    struct proc *p, *found = 0;

    for (p = proc + 1; p < &proc[NPROC]; p++)
        if ((p->state == ALIVE || p->state == ZOMBIE) && p->pid > pid && (!found || p->pid < found->pid))
            found = p;
    return found;
}

static int state_of_thread(const struct thread *t)
{
    switch (t->state) {
    case RUNNING: return PROCINFO_RUNNING;
    case READY: return PROCINFO_READY;
    case BLOCKED: return PROCINFO_BLOCKED;
    default: return PROCINFO_ENDED;
    }
}

/* The thread that is best off stands for the process. */
static void describe_threads(const struct proc *p, struct procinfo *info)
{
    const struct thread *t;

    info->state = PROCINFO_ENDED;
    for (t = p->threads; t; t = t->next_of_process) {
        info->threads += t->state != ENDED;
        if (p->state == ZOMBIE || state_of_thread(t) >= info->state)
            continue;
        info->state = state_of_thread(t);
        memset(info->waits_for, 0, sizeof info->waits_for);
        if (t->state == BLOCKED)
            strncpy(info->waits_for, t->why, sizeof info->waits_for - 1);
    }
    if (p->stopped && p->state == ALIVE)
        info->state = PROCINFO_STOPPED;
}

/* What programs are told of a process, here and in /proc. */
void procinfo_of(const struct proc *p, struct procinfo *info)
{
    memset(info, 0, sizeof *info);
    info->pid = p->pid;
    info->parent = p->parent ? p->parent->pid : 0;
    info->group = p->group;
    memcpy(info->name, p->name, NAME_LENGTH);
    info->used = usage_of(p);
    describe_threads(p, info);
}

/* What /proc/PID/status has, without the way over text: top asks for all of it, time and again. */
int sys_procinfo(struct trapframe *tf)
{
    struct proc *p = next_after(tf->a0);
    struct procinfo info;
    int result;

    if (!p)
        return 0;
    procinfo_of(p, &info);
    result = copyout(current->pagedir, tf->a1, &info, sizeof info);
    return result < 0 ? result : p->pid;
}
