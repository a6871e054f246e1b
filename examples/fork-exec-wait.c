/* Making a process, giving it another program, waiting for its end (OSTEP 5.1 to 5.3). */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    char *command[] = {"wc", "/etc/startup", NULL};
    int status;
    pid_t pid;

    printf("before fork: pid %d\n", getpid());
    pid = fork();
    if (pid < 0) {
        perror("fork");
        return 1;
    }

    if (pid == 0) {
        /* The child: a copy of the parent that got 0 from the same call. */
        printf("child: pid %d, parent %d\n", getpid(), getppid());
        execvp(command[0], command); /* this program's memory is gone; wc starts in its place */
        perror("exec");              /* so we only come here if that failed */
        exit(127);
    }

    /* The parent. */
    if (wait(&status) == pid && WIFEXITED(status))
        printf("parent: child %d ended with %d\n", pid, WEXITSTATUS(status));
    return 0;
}
