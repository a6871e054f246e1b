/* Processes: fork, the exec family, waiting, pipes, redirection, kill, and what exit() does with buffers. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "processes-test.tmp"

static void report(const char *what, int status)
{
    if (WIFEXITED(status))
        printf("%s: exited with %d\n", what, WEXITSTATUS(status));
    else
        printf("%s: killed by %d\n", what, WTERMSIG(status));
    fflush(stdout);
}

/* Runs `action` in a child and reports how that ended. */
static void in_child(const char *what, void (*action)(void))
{
    int status = -1;
    pid_t pid;

    fflush(stdout);
    pid = fork();
    if (pid == 0) {
        action();
        exit(99);
    }
    if (waitpid(pid, &status, 0) != pid)
        printf("waitpid failed\n");
    report(what, status);
}

static void use_execv(void)
{
    char *argv[] = {"echo", "by", "execv", NULL};

    execv("/bin/echo", argv);
}

static void use_execvp(void)
{
    char *argv[] = {"echo", "by", "execvp", NULL};

    execvp("echo", argv);
}

static void use_execl(void)
{
    execl("/bin/echo", "echo", "by", "execl", "with", "many", "more", "words", (char *)NULL);
}

static void use_execlp(void)
{
    execlp("echo", "echo", "-n", "by execlp\n", (char *)NULL);
}

static void exec_nothing(void)
{
    char *argv[] = {"nothing", NULL};
    int result = execvp("no-such-program", argv);

    printf("%d %s\n", result, strerror(errno));
    execv("/no/such/program", argv);
    printf("%s\n", strerror(errno));
    exit(127);
}

static void exit_code(void)
{
    exit(256 + 7);
}

static void exit_flushes(void)
{
    printf("in the buffer at exit()\n");
    exit(0);
}

static void _exit_does_not(void)
{
    printf("lost in the buffer at _exit()");
    _exit(1);
}

/* OSTEP figure 5.4: the output of wc, or here echo, in a file. */
static void redirect(void)
{
    close(STDOUT_FILENO);
    open(NAME, O_CREAT | O_WRONLY | O_TRUNC, S_IRWXU);
    execlp("echo", "echo", "into the file", (char *)NULL);
}

static void show_file(void)
{
    char buffer[64];
    struct stat status;
    int fd = open(NAME, O_RDONLY);
    int count = read(fd, buffer, sizeof buffer);

    fstat(fd, &status);
    printf("%d %d %d %.*s", S_ISREG(status.st_mode), (int)status.st_size, count, count, buffer);
    printf("%d", (int)lseek(fd, -5, SEEK_END));
    printf(" %d\n", (int)read(fd, buffer, sizeof buffer));
    close(fd);
    unlink(NAME);
    printf("%d", access(NAME, F_OK));
    printf(" %d\n", errno == ENOENT);
}

static void pipes(void)
{
    int ends[2], count;
    char buffer[64];

    pipe(ends);
    fflush(stdout);
    if (fork() == 0) {
        dup2(ends[1], 1);
        close(ends[0]);
        close(ends[1]);
        printf("through the pipe\n");
        exit(0);
    }
    close(ends[1]);
    while ((count = read(ends[0], buffer, 5)) > 0)
        printf("[%.*s]", count, buffer);
    close(ends[0]);
    printf(" %d\n", wait(NULL) > 0);
}

static void killing(void)
{
    int status = -1;
    pid_t pid = fork();

    if (pid == 0)
        for (;;)
            usleep(1000);
    printf("running: %d\n", (int)waitpid(pid, &status, WNOHANG));
    printf("kill: %d\n", kill(pid, SIGKILL));
    printf("waited: %d\n", waitpid(pid, &status, 0) == pid);
    report("killed", status);
    printf("again: %d", kill(pid, SIGKILL));
    printf(" %d\n", errno == ESRCH);
}

int main(void)
{
    int fd, ends[2];

    in_child("execv", use_execv);
    in_child("execvp", use_execvp);
    in_child("execl", use_execl);
    in_child("execlp", use_execlp);
    in_child("no program", exec_nothing);
    in_child("exit", exit_code);
    in_child("exit flushes", exit_flushes);
    in_child("_exit", _exit_does_not);
    in_child("redirect", redirect);
    show_file();
    pipes();
    killing();

    printf("%d", (int)wait(NULL));
    printf(" %d\n", errno == ECHILD);
    fd = dup(1);
    printf("dup %d\n", fd > 2);
    fflush(stdout);
    write(fd, "by the duplicate\n", 17);
    printf("close %d", close(fd));
    printf(" %d", close(fd));
    printf(" %d\n", errno == EBADF);
    pipe(ends);
    printf("seek %d", (int)lseek(ends[0], 0, SEEK_SET));
    printf(" %d\n", errno == ESPIPE);
    printf("open %d", open("no/such/file", O_RDONLY));
    printf(" %d\n", errno == ENOENT);
    printf("read %d", (int)read(99, ends, 1));
    printf(" %d\n", errno == EBADF);
    return 0;
}
