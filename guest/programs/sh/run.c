/* Does what the tree of a line says: in the shell itself what changes the shell, everything else in children. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "sh.h"

int status;
int leaving, continuing;

/* Ends a child. What it has of the shell's input stays the shell's. */
void leave(void)
{
    fflush(stdout);
    _exit(status);
}

/* --- redirections --- */

/* Where the shell keeps a descriptor of its own that a built-in command has another file at. */
#define KEPT 10

/* The same open file as another descriptor stands for. */
static int duplicate(const char *number)
{
    if (isdigit((unsigned char)*number))
        return dup(atoi(number));
    errno = EBADF;
    return -1;
}

/* The descriptor that a redirection opens; −1 with a message. */
static int open_for(const struct redirection *redirection)
{
    const char *name = expand_one(redirection->word);
    int fd = redirection->flags == DUPLICATE ? duplicate(name) : open(name, redirection->flags, 0666);

    if (fd < 0)
        complain(name, strerror(errno));
    return fd;
}

/* [N]>&- closes. */
static int closes(const struct redirection *redirection)
{
    return redirection->flags == DUPLICATE && strcmp(redirection->word, "-") == 0;
}

/* Opens the files and makes the descriptors stand for them; −1 if one of them cannot be opened. */
static int redirect(const struct redirection *redirection)
{
    int fd;

    for (; redirection; redirection = redirection->next) {
        if (closes(redirection)) {
            close(redirection->fd);
            continue;
        }
        fd = open_for(redirection);
        if (fd < 0)
            return -1;
        if (fd != redirection->fd) {
            dup2(fd, redirection->fd);
            close(fd);
        }
    }
    return 0;
}

/* What the shell has at a descriptor is kept where commands do not look, before it is changed; the first time counts. */
struct kept {
    struct kept *next;
    int fd, copy; /* −1: there was nothing */
};

static struct kept *keep(const struct redirection *redirection)
{
    struct kept *all = NULL;

    fflush(stdout);
    for (; redirection; redirection = redirection->next) {
        struct kept *one = allocate(sizeof *one);

        one->fd = redirection->fd;
        one->copy = fcntl(redirection->fd, F_DUPFD_CLOEXEC, KEPT);
        one->next = all;
        all = one;
    }
    return all;
}

static void restore(const struct kept *kept)
{
    fflush(stdout);
    for (; kept; kept = kept->next)
        if (kept->copy < 0)
            close(kept->fd);
        else {
            dup2(kept->copy, kept->fd);
            close(kept->copy);
        }
}

/* --- one command --- */

static int count(const struct word *words)
{
    int number = 0;

    for (; words; words = words->next)
        number++;
    return number;
}

static char **argv_of(const struct word *words)
{
    char **argv = allocate((count(words) + 1) * sizeof *argv), **next = argv;

    for (; words; words = words->next)
        *next++ = words->text;
    return argv;
}

static void assign(const struct word *assignments)
{
    for (; assignments; assignments = assignments->next)
        variable_assign(assignments->text);
}

/* Of variables for one command alone: it has them in its environment. */
static void assign_for_command(const struct word *assignments)
{
    for (; assignments; assignments = assignments->next) {
        variable_assign(assignments->text);
        variable_export(copy_text(assignments->text, name_length(assignments->text)));
    }
}

/* Whether the beginning of a file is text, which a shell may try to run. */
static int is_text(const char *path)
{
    char start[64];
    int fd = open(path, O_RDONLY), length = fd < 0 ? 0 : read(fd, start, sizeof start);

    close(fd);
    return length > 0 && !memchr(start, '\0', length);
}

/* What is no program is a script, if it is text. */
static void run_script(char *argv[])
{
    int argc = 0;
    char **with_shell;

    while (argv[argc])
        argc++;
    with_shell = allocate((argc + 2) * sizeof *with_shell);
    with_shell[0] = "sh";
    memcpy(with_shell + 1, argv, argc * sizeof *argv);
    execv("/bin/sh", with_shell);
}

/* In the child: becomes the program. */
static void become(char *argv[])
{
    variable_export("PATH"); /* execvp looks for it there */
    execvp(argv[0], argv);
    if (errno == ENOEXEC && is_text(argv[0]))
        run_script(argv);
    complain(argv[0], errno == ENOENT ? "not found" : strerror(errno));
    _exit(errno == ENOENT ? 127 : 126);
}

/* In the child: with its files and variables. */
static void become_command(const struct node *node, char *argv[])
{
    if (redirect(node->redirections) < 0)
        _exit(1);
    assign_for_command(node->assignments);
    become(argv);
}

static int run_program(const struct node *node, char *argv[])
{
    struct job *job = job_new(node->text ? node->text : argv[0], 0);

    if (job_fork(job) == 0)
        become_command(node, argv);
    return job_wait(job);
}

/* A built-in command, or nothing but variables and files. */
static int run_here(const struct node *node, builtin *command, char *argv[])
{
    struct kept *kept = keep(node->redirections);
    int result = redirect(node->redirections) < 0 ? 1 : 0;

    if (result == 0) {
        assign(node->assignments);
        result = command ? command(argv) : substituted >= 0 ? substituted : 0;
    }
    restore(kept);
    return result;
}

static int run_simple(const struct node *node)
{
    char **argv;
    builtin *command;

    substituted = -1;
    argv = argv_of(expand(node->words));
    command = argv[0] ? builtin_find(argv[0]) : NULL;
    return argv[0] && !command ? run_program(node, argv) : run_here(node, command, argv);
}

/* In a child that does nothing but this command: it becomes a program without another fork. */
static void run_in_child(const struct node *node)
{
    if (node->kind == SUBSHELL) {
        if (redirect(node->redirections) < 0)
            _exit(1);
        run(node->left);
    } else if (node->kind == SIMPLE) {
        char **argv = argv_of(expand(node->words));
        builtin *command = argv[0] ? builtin_find(argv[0]) : NULL;

        if (argv[0] && !command)
            become_command(node, argv);
        status = run_here(node, command, argv);
    } else
        run(node);
    leave();
}

/* --- several --- */

/* In a child of a pipeline: takes the ends of the pipes in place of what the shell has. */
static void take_ends(int input, int output)
{
    if (input != 0) {
        dup2(input, 0);
        close(input);
    }
    if (output != 1) {
        dup2(output, 1);
        close(output);
    }
}

/* Starts the commands of a pipeline, the first of which reads from `input`. */
static void start(const struct node *node, struct job *job, int input)
{
    const struct node *command = node->kind == PIPELINE ? node->left : node;
    int last = node->kind != PIPELINE || !node->right, ends[2] = {0, 1};
    pid_t pid;

    if (!last && pipe(ends) < 0) {
        complain("pipe", strerror(errno));
        return;
    }
    pid = job_fork(job);
    if (pid == 0) {
        take_ends(input, ends[1]);
        if (!last)
            close(ends[0]);
        run_in_child(command);
    }
    if (input != 0)
        close(input);
    if (last)
        return;
    close(ends[1]);
    if (pid > 0)
        start(node->right, job, ends[0]);
    else
        close(ends[0]);
}

static int run_job(const struct node *node)
{
    struct job *job = job_new(node->text, 0);

    start(node, job, 0);
    return job_wait(job);
}

static int run_in_background(const struct node *node)
{
    struct job *job = job_new(node->text, 1);

    start(node, job, 0);
    job_tell(job);
    return 0;
}

/* In the shell itself, with other files. */
static int run_group(const struct node *node)
{
    struct kept *kept = keep(node->redirections);

    if (redirect(node->redirections) < 0)
        status = 1;
    else
        run(node->left);
    restore(kept);
    return status;
}

/* --- loops --- */

/* Whether a loop goes on after its body: break and continue may be about this one, or one around it. */
static int goes_on(void)
{
    if (leaving == 0)
        return 1;
    leaving--;
    if (leaving == 0 && continuing) {
        continuing = 0;
        return 1;
    }
    return 0;
}

static int run_while(const struct node *node)
{
    int result = 0;

    for (;;) {
        run(node->left);
        if (leaving > 0 && !goes_on())
            return result;
        if ((status == 0) != (node->kind == WHILE))
            return result;
        run(node->right);
        result = status;
        if (!goes_on())
            return result;
    }
}

static int run_for(const struct node *node)
{
    struct word *word = expand(node->words);

    for (status = 0; word; word = word->next) {
        variable_set(node->name, word->text);
        run(node->right);
        if (!goes_on())
            break;
    }
    return status;
}

/* A loop that is read from or written to another file. */
static int run_loop(const struct node *node)
{
    struct kept *kept = keep(node->redirections);

    if (redirect(node->redirections) < 0)
        status = 1;
    else
        status = node->kind == FOR ? run_for(node) : run_while(node);
    restore(kept);
    return status;
}

static int run_if(const struct node *node)
{
    struct kept *kept = keep(node->redirections);

    if (redirect(node->redirections) < 0) {
        status = 1;
    } else {
        run(node->left);
        if (leaving == 0) {
            const struct node *chosen = status == 0 ? node->right : node->other;

            status = 0;
            run(chosen);
        }
    }
    restore(kept);
    return status;
}

/* --- all of it --- */

void run(const struct node *node)
{
    void *mark = memory_mark();

    if (!node || leaving > 0)
        return;
    switch (node->kind) {
    case SIMPLE: status = run_simple(node); break;
    case PIPELINE:
    case SUBSHELL: status = run_job(node); break;
    case BACKGROUND: status = run_in_background(node->left); break;
    case GROUP: status = run_group(node); break;
    case IF: status = run_if(node); break;
    case WHILE:
    case UNTIL:
    case FOR: status = run_loop(node); break;
    case NOT:
        run(node->left);
        status = !status;
        break;
    case AND:
    case OR:
        run(node->left);
        if ((status == 0) == (node->kind == AND))
            run(node->right);
        break;
    case SEQUENCE:
        run(node->left);
        run(node->right);
    }
    memory_release(mark);
}
