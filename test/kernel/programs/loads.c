/* Who is killed while a program is loaded, or waits for that, ends at once: `loads PATH`, a program that takes its time. */
#include <signal.h>
#include <ringside.h>
#include "check.h"

/* A child that starts the program, some time after. */
static int start(const char *path)
{
    int pid = fork();

    if (pid == 0) {
        execl(path, path, (char *)0);
        _exit(1);
    }
    usleep(3000);
    return pid;
}

static int is_killed(int pid)
{
    int status;

    CHECK(kill(pid, SIGKILL) == 0);
    CHECK(waitpid(pid, &status, 0) == pid);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

int main(int argc, char *argv[])
{
    int pages = freepages(), loading = start(argv[1]), waiting = start(argv[1]);
    unsigned long long begun = instructions();

    CHECK(is_killed(waiting));
    CHECK(waitpid(loading, 0, WNOHANG) == 0); /* it still loads: nobody has waited for that */
    CHECK(is_killed(loading));
    CHECK(freepages() == pages);
    printf("%s\n", instructions() - begun < 100000 ? "soon" : "late"); /* to load it takes a million */
    return 0;
}
