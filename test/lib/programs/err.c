/* Messages about errors, statuses that say more than the end of a child, and printf's flag for groups of digits. */
#include <err.h>
#include <errno.h>
#include <malloc.h>
#include <memory.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

static int status_of(void (*action)(void))
{
    int status = -1;

    fflush(stdout);
    if (fork() == 0) {
        action();
        exit(99);
    }
    wait(&status);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void use_err(void)
{
    errno = ENOENT;
    err(EX_NOINPUT, "%s, line %d", "file", 7);
}

static void use_errx(void)
{
    errx(EX_USAGE, "usage: %s", "err");
}

static void bare(void)
{
    errno = EACCES;
    err(3, NULL);
}

static void stops(void)
{
    int status = 0;
    struct rusage usage;
    pid_t pid = fork();

    if (pid == 0) {
        volatile int i;

        raise(SIGSTOP);
        for (i = 0; i < 100000; i++)
            ;
        exit(5);
    }
    printf("%d", waitpid(pid, &status, WUNTRACED) == pid);
    printf("%d%d%d%d ", WIFSTOPPED(status), WIFEXITED(status), WIFSIGNALED(status), WSTOPSIG(status) == SIGSTOP);
    printf("%d ", waitpid(pid, &status, WUNTRACED | WNOHANG));
    kill(pid, SIGCONT);
    printf("%d", wait4(pid, &status, 0, &usage) == pid);
    printf("%d%d %d", WIFSTOPPED(status), WIFEXITED(status), WEXITSTATUS(status));
    printf(" %d", usage.ru_utime.tv_sec > 0 || usage.ru_utime.tv_usec > 0);
    printf(" %d\n", wait3(&status, 0, &usage));
}

int main(void)
{
    dup2(1, 2);
    errno = EAGAIN;
    warn("%d of %s", 3, "them");
    warnx("no %s", "errno");
    warnx("%s", "");
    printf("%d\n", status_of(use_err));
    printf("%d\n", status_of(use_errx));
    printf("%d\n", status_of(bare));
    fflush(stdout);
    stops();
    printf("%'d %'lu %'10.2f|\n", 1234567, 98765432ul, 12345.678);
    return 0;
}
