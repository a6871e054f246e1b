/* There is one CPU, so a thread can be bound to nothing else. */
#include <errno.h>
#include <sched.h>
#include <string.h>

int sched_getcpu(void)
{
    return 0;
}

int sched_setaffinity(pid_t pid, size_t size, const cpu_set_t *set)
{
    (void)pid;
    if (size > 0 && CPU_ISSET(0, set))
        return 0;
    errno = EINVAL;
    return -1;
}

int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
    (void)pid;
    if (size < sizeof set->bits[0]) {
        errno = EINVAL;
        return -1;
    }
    memset(set, 0, size);
    CPU_SET(0, set);
    return 0;
}
