/* ps: the processes there are, what each does, and what it has used. */
#include <stdio.h>
#include <sys/procinfo.h>

static const char *const states[] = {"", "running", "ready", "blocked", "stopped", "ended"};

static long long microseconds(struct timeval time)
{
    return time.tv_sec * 1000000ll + time.tv_usec;
}

static void print(const struct procinfo *p)
{
    const struct rusage *used = &p->used;

    printf("%5d %6d %5d %3d %6ldK %11lld %11lld %6ld  %s", p->pid, p->parent, p->group, p->threads, used->ru_maxrss,
           microseconds(used->ru_utime), microseconds(used->ru_stime), used->ru_minflt, states[p->state]);
    if (p->waits_for[0])
        printf(": %s", p->waits_for);
    printf("  %s\n", p->name);
}

int main(void)
{
    struct procinfo info = {0};

    printf("  pid parent group thr  memory        user      kernel faults  state  name\n");
    while (procinfo(info.pid, &info) > 0)
        print(&info);
    return 0;
}
