/* sh [-c LINE [NAME ARGS…] | FILE [ARGS…]]: a small shell; see sh.h. Without a file it runs the lines of its input, and prompts
   when that is the console. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include "sh.h"

/* Where lines come from: a file, or a text. */
struct source {
    FILE *file;
    const char *text;
    const char *name; /* for messages; 0: the shell's own input */
    int line;         /* the number of the last one */
};

void complain(const char *what, const char *why)
{
    fflush(stdout);
    dprintf(2, "sh: %s: %s\n", what, why);
}

/* --- lines --- */

static char *line_of_text(struct source *source)
{
    size_t length = strcspn(source->text, "\n");
    const char *line = source->text;

    if (*line == '\0')
        return NULL;
    length += line[length] == '\n';
    source->text += length;
    return copy_text(line, length);
}

/* Prompts, and reads a line; once more after ^C. */
static char *line_of_file(FILE *file, const char *prompt)
{
    char *line = NULL, *copy;
    size_t size = 0;
    ssize_t length;

    for (;;) {
        if (prompt)
            dprintf(1, "%s", prompt);
        length = getline(&line, &size, file);
        if (length >= 0 || !ferror(file) || errno != EINTR)
            break;
        clearerr(file);
        if (prompt && *prompt == '>')
            break; /* ^C gives up what was begun */
    }
    copy = length < 0 ? NULL : copy_text(line, length);
    free(line);
    return copy;
}

/* With the newline at its end, if there is one; 0: there is none. */
static char *next_line(struct source *source, const char *prompt)
{
    source->line++;
    if (source->text)
        return line_of_text(source);
    return line_of_file(source->file, interactive && !source->name ? prompt : NULL);
}

static char *append(const char *text, const char *line)
{
    char *both = allocate(strlen(text) + strlen(line) + 1);

    return strcat(strcpy(both, text), line);
}

/* --- commands --- */

static void tell_problem(const struct source *source, const char *problem)
{
    status = 2;
    if (source->name)
        dprintf(2, "sh: %s:%d: syntax error: %s\n", source->name, source->line, problem);
    else
        dprintf(2, "sh: syntax error: %s\n", problem);
    if (!interactive)
        leave();
}

/* Reads as many lines as make a whole, and runs them; 0 at the end. */
static int run_next(struct source *source)
{
    char *text = next_line(source, "$ "), *line;
    struct node *tree;
    const char *problem;
    int incomplete;

    if (!text)
        return 0;
    while ((tree = parse(text, &problem, &incomplete)), incomplete && (line = next_line(source, "> ")))
        text = append(text, line);
    if (problem)
        tell_problem(source, problem);
    else
        run(tree);
    return 1;
}

static void run_source(struct source *source)
{
    void *mark;
    int more;

    do {
        mark = memory_mark();
        if (interactive)
            jobs_tell_changes();
        more = run_next(source);
        memory_release(mark);
    } while (more);
}

void run_text(const char *text)
{
    struct source source = {NULL, text, NULL, 0};

    run_source(&source);
}

int run_file(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct source source = {fd < 0 ? NULL : fdopen(fd, "r"), NULL, path, 0};

    if (!source.file)
        return -1;
    run_source(&source);
    fclose(source.file);
    return 0;
}

/* --- the shell itself --- */

static void take_arguments(char *argv[], int argc)
{
    arguments = argv;
    argument_count = argc - 1;
}

static void run_input(void)
{
    struct termios settings;
    struct source source = {stdin, NULL, NULL, 0};

    setvbuf(stdin, NULL, _IONBF, 0); /* what this shell does not read, its children may */
    interactive = tcgetattr(0, &settings) == 0;
    if (interactive) {
        jobs_ignore_keys(1);
        setpgid(0, 0); /* what was started beside the shell stays in the foreground until the first job comes there */
    }
    run_source(&source);
}

int main(int argc, char *argv[])
{
    take_arguments(argv, argc > 0 ? 1 : 0);
    if (argc < 2) {
        run_input();
    } else if (strcmp(argv[1], "-c") == 0 && argc > 2) {
        if (argc > 3)
            take_arguments(argv + 3, argc - 3);
        run_text(argv[2]);
    } else if (argv[1][0] == '-') {
        dprintf(2, "usage: sh [-c LINE [NAME ARGS…] | FILE [ARGS…]]\n");
        return 2;
    } else {
        take_arguments(argv + 1, argc - 1);
        if (run_file(argv[1]) < 0) {
            complain(argv[1], strerror(errno));
            return 127;
        }
    }
    leave();
}
