/* A command of the shell at the other end of a pipe. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct command {
    struct command *next;
    FILE *file;
    pid_t pid;
};

static struct command *commands;

/* In the child: the pipe takes the place of a standard stream, and the pipes of other commands are not for this one. */
static void run(const char *command, const int pipe[2], int is_read)
{
    struct command *other;

    for (other = commands; other; other = other->next)
        close(fileno(other->file));
    dup2(pipe[is_read], is_read);
    close(pipe[0]);
    close(pipe[1]);
    execl("/bin/sh", "sh", "-c", command, (char *)0);
    _exit(127);
}

/* The parent's end as a stream; NULL where there is no memory or no process for it. */
static FILE *start(struct command *command, const char *line, const int pipe[2], int is_read)
{
    fflush(NULL);
    command->file = fdopen(pipe[!is_read], is_read ? "r" : "w");
    command->pid = command->file ? fork() : -1;
    if (command->pid == 0)
        run(line, pipe, is_read);
    if (command->pid < 0)
        return NULL;
    close(pipe[is_read]);
    command->next = commands;
    commands = command;
    return command->file;
}

FILE *popen(const char *line, const char *mode)
{
    struct command *command;
    int ends[2];

    if (strcmp(mode, "r") != 0 && strcmp(mode, "w") != 0) {
        errno = EINVAL;
        return NULL;
    }
    command = calloc(1, sizeof *command);
    if (!command || pipe(ends) < 0) {
        free(command);
        return NULL;
    }
    if (start(command, line, ends, *mode == 'r'))
        return command->file;
    if (command->file)
        fclose(command->file);
    else
        close(ends[*mode != 'r']);
    close(ends[*mode == 'r']);
    free(command);
    return NULL;
}

int pclose(FILE *file)
{
    struct command **link = &commands, *command;
    int status;

    while (*link && (*link)->file != file)
        link = &(*link)->next;
    command = *link;
    if (!command) {
        errno = ECHILD;
        return -1;
    }
    *link = command->next;
    fclose(file);
    if (waitpid(command->pid, &status, 0) < 0)
        status = -1;
    free(command);
    return status;
}
