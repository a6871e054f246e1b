/* Process groups: who is in which, and who is ended by ^C. The parent leaves the foreground and lives on. */
#include <signal.h>
#include <sys/wait.h>
#include "check.h"

static void refusals(int child)
{
    CHECK_ERROR(ESRCH, setpgid(9999, 0));
    CHECK_ERROR(ESRCH, setpgid(1, 0));
    CHECK_ERROR(ESRCH, getpgid(9999));
    CHECK_ERROR(EINVAL, setpgid(child, -1));
    CHECK_ERROR(EPERM, setpgid(child, 9999));
}

int main(void)
{
    int status, pid, fds[2];
    char c;

    CHECK(getpgrp() == 1 && tcgetpgrp(0) == 1);
    CHECK(pipe(fds) == 0);
    pid = fork();
    if (pid == 0) {
        close(fds[1]);
        read(fds[0], &c, 1); /* until the parent has done its part */
        for (;;)
            ; /* the terminal is looked at while it spins */
    }
    CHECK(getpgid(pid) == 1);
    refusals(pid);
    CHECK(setpgid(pid, 0) == 0 && getpgid(pid) == pid);
    CHECK(setpgid(0, 0) == 0 && getpgrp() == getpid());
    CHECK(tcsetpgrp(0, pid) == 0 && tcgetpgrp(1) == pid);
    printf("ready\n");
    close(fds[1]);
    CHECK_ERROR(EINTR, read(0, &c, 1));
    CHECK(waitpid(pid, &status, 0) == pid);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT && !WCOREDUMP(status));
    CHECK(read(0, &c, 1) == 1);
    printf("read %c\n", c);
    return 0;
}
