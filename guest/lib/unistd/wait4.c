/* Waiting with an account: what a child has used is by how much the account of all children grows when it is waited for. */
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

static void subtract(struct timeval *from, struct timeval what)
{
    from->tv_sec -= what.tv_sec;
    from->tv_usec -= what.tv_usec;
    if (from->tv_usec < 0) {
        from->tv_usec += 1000000;
        from->tv_sec--;
    }
}

pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage)
{
    struct rusage before;
    pid_t result;

    if (!usage)
        return waitpid(pid, status, options);
    getrusage(RUSAGE_CHILDREN, &before);
    result = waitpid(pid, status, options);
    getrusage(RUSAGE_CHILDREN, usage);
    subtract(&usage->ru_utime, before.ru_utime);
    subtract(&usage->ru_stime, before.ru_stime);
    usage->ru_minflt -= before.ru_minflt;
    usage->ru_majflt -= before.ru_majflt;
    usage->ru_nvcsw -= before.ru_nvcsw;
    usage->ru_nivcsw -= before.ru_nivcsw;
    return result;
}

pid_t wait3(int *status, int options, struct rusage *usage)
{
    return wait4(-1, status, options, usage);
}
