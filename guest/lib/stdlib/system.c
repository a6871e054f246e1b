/* A command for the shell. */
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void run(const char *command)
{
    execl("/bin/sh", "sh", "-c", command, (char *)0);
    _exit(127);
}

/* Until it has ended, signals from the keyboard are for it alone, and its end is nobody else's to hear of. */
int system(const char *command)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
    sigset_t child, before;
    int status = -1;
    pid_t pid;

    if (!command)
        return access("/bin/sh", X_OK) == 0;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigaction(SIGINT, &ignore, &interrupt);
    sigaction(SIGQUIT, &ignore, &quit);
    sigprocmask(SIG_BLOCK, &child, &before);
    pid = fork();
    if (pid == 0) {
        sigaction(SIGINT, &interrupt, NULL);
        sigaction(SIGQUIT, &quit, NULL);
        sigprocmask(SIG_SETMASK, &before, NULL);
        run(command);
    }
    if (pid > 0)
        waitpid(pid, &status, 0);
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return status;
}
