/* The first process, pid 1. It starts the programs that /etc/startup names, all at once, waits until no process is
   left, and exits with the status of the first program: its code, or 128 + the number of the signal that ended it.
   The machine ends with that. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define STARTUP "/etc/startup"
#define MAX_ARGUMENTS 64
/* Stands before a word of STARTUP that is empty, or starts with it. */
#define MARK '\1'
/* Stands before each variable of the environment that all programs are to have; they come first. */
#define VARIABLE '\2'
/* As a shell has it, for a program that cannot be started. */
#define NOT_STARTED 127

static void fail(const char *what)
{
    dprintf(2, "init: %s: %s\n", what, strerror(errno));
    exit(NOT_STARTED);
}

/* All of the file, in memory; its size in *size. */
static char *read_file(const char *path, int *size)
{
    struct stat status;
    int fd = open(path, O_RDONLY);
    char *text;

    if (fd < 0 || fstat(fd, &status) < 0)
        fail(path);
    text = malloc(status.st_size + 1);
    if (!text)
        fail(path);
    *size = read(fd, text, status.st_size);
    if (*size < 0)
        fail(path);
    close(fd);
    return text;
}

/* Makes the environment; returns where the programs start. The text must stay where it is. */
static char *take_variables(char *text)
{
    int count = 0, i;
    char *at;

    for (at = text; *at == VARIABLE; at += strlen(at) + 1)
        count++;
    if (count == 0)
        return text;
    environ = calloc(count + 1, sizeof *environ);
    if (!environ)
        fail(STARTUP);
    for (i = 0; i < count; i++, text += strlen(text) + 1)
        environ[i] = text + 1;
    return text;
}

/* Splits off the strings of one program, up to the empty one; returns where the next program starts. */
static char *next_program(char *text, char *end, char *argv[MAX_ARGUMENTS])
{
    int argc = 0;

    while (text < end && *text) {
        if (argc < MAX_ARGUMENTS - 1)
            argv[argc++] = text + (*text == MARK);
        text += strlen(text) + 1;
    }
    argv[argc] = NULL;
    return text + 1;
}

/* Starts a program; its pid, or −1. */
static pid_t start(char *argv[])
{
    pid_t pid = fork();

    if (pid == 0) {
        execv(argv[0], argv);
        fail(argv[0]);
    }
    if (pid < 0)
        dprintf(2, "init: %s: %s\n", argv[0], strerror(errno));
    return pid;
}

int main(void)
{
    char *argv[MAX_ARGUMENTS];
    int size, status, result = NOT_STARTED;
    char *text = read_file(STARTUP, &size);
    char *end = text + size;
    pid_t pid, first = 0;

    *end = '\0';
    text = take_variables(text);
    while (text < end) {
        text = next_program(text, end, argv);
        pid = start(argv);
        if (first == 0)
            first = pid;
    }
    free(end - size);

    /* Orphans are init's children too. */
    while ((pid = wait(&status)) > 0)
        if (pid == first)
            result = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}
