/* The commands that are part of the shell, since they change it, or are needed so often. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "sh.h"

static int builtin_true(char *argv[])
{
    (void)argv;
    return 0;
}

static int builtin_false(char *argv[])
{
    (void)argv;
    return 1;
}

/* cd [PATH]: without one to the root. */
static int builtin_cd(char *argv[])
{
    if (chdir(argv[1] ? argv[1] : "/") == 0)
        return 0;
    complain(argv[1], strerror(errno));
    return 1;
}

static int builtin_exit(char *argv[])
{
    if (argv[1])
        status = atoi(argv[1]) & 0xff;
    leave();
}

/* exec PROGRAM ARGS…: the shell becomes the program. */
static int builtin_exec(char *argv[])
{
    if (!argv[1])
        return 0;
    execvp(argv[1], argv + 1);
    complain(argv[1], strerror(errno));
    return 126;
}

/* --- variables and arguments --- */

/* export [NAME | NAME=VALUE]…: commands have the variable; without any, prints all that they have. */
static int builtin_export(char *argv[])
{
    int i;

    for (i = 0; !argv[1] && environ && environ[i]; i++)
        puts(environ[i]);
    for (argv++; *argv; argv++) {
        int length = name_length(*argv);
        char *name = copy_text(*argv, length);

        if (length == 0 || (*argv)[length] != '=')
            variable_export(*argv);
        else {
            variable_set(name, *argv + length + 1);
            variable_export(name);
        }
    }
    return 0;
}

static int builtin_unset(char *argv[])
{
    for (argv++; *argv; argv++)
        variable_unset(*argv);
    return 0;
}

/* shift [N]: the first N arguments are gone. */
static int builtin_shift(char *argv[])
{
    int number = argv[1] ? atoi(argv[1]) : 1, i;

    if (number < 0 || number > argument_count) {
        complain("shift", "so many arguments there are not");
        return 1;
    }
    argument_count -= number;
    for (i = 1; i <= argument_count; i++)
        arguments[i] = arguments[i + number];
    return 0;
}

/* set -- WORDS…: the arguments from now on. */
static int builtin_set(char *argv[])
{
    char **made;
    int number = 0, i;

    if (!argv[1] || strcmp(argv[1], "--") != 0) {
        complain("set", "this shell has no options: set -- WORDS…");
        return 2;
    }
    while (argv[2 + number])
        number++;
    made = calloc(number + 2, sizeof *made);
    made[0] = arguments[0];
    for (i = 1; i <= number; i++)
        made[i] = strdup(argv[1 + i]);
    arguments = made;
    argument_count = number;
    return 0;
}

/* umask [MASK]: the permissions that new files do not get. */
static int builtin_umask(char *argv[])
{
    mode_t mask = argv[1] ? strtoul(argv[1], NULL, 8) : umask(0);

    umask(mask);
    if (!argv[1])
        printf("%04o\n", mask);
    return 0;
}

/* read NAME…: a line of the input, a word for each name, the rest for the last. Reads no byte behind the line. */
static int builtin_read(char *argv[])
{
    char line[1024], *rest = line;
    size_t length = 0;
    ssize_t count = 0;

    while (length < sizeof line - 1 && (count = read(0, line + length, 1)) > 0 && line[length] != '\n')
        length++;
    line[length] = '\0';
    for (argv++; *argv; argv++) {
        rest += strspn(rest, " \t");
        length = argv[1] ? strcspn(rest, " \t") : strlen(rest);
        while (!argv[1] && length > 0 && strchr(" \t", rest[length - 1]))
            length--;
        variable_set(*argv, copy_text(rest, length));
        rest += length;
    }
    return count > 0 ? 0 : 1;
}

/* --- what runs next --- */

static int leave_loops(const char *levels, int go_on)
{
    leaving = levels && atoi(levels) > 1 ? atoi(levels) : 1;
    continuing = go_on;
    return 0;
}

static int builtin_break(char *argv[])
{
    return leave_loops(argv[1], 0);
}

static int builtin_continue(char *argv[])
{
    return leave_loops(argv[1], 1);
}

/* . FILE: the commands of a file, in this shell. */
static int builtin_source(char *argv[])
{
    if (argv[1] && run_file(argv[1]) == 0)
        return status;
    complain(argv[1] ? argv[1] : ".", argv[1] ? strerror(errno) : "which file?");
    return 1;
}

/* eval WORDS…: the words as a line. */
static int builtin_eval(char *argv[])
{
    size_t length = 1;
    char *line;
    int i;

    for (i = 1; argv[i]; i++)
        length += strlen(argv[i]) + 1;
    line = allocate(length + 1);
    for (i = 1; argv[i]; i++)
        strcat(strcat(line, i > 1 ? " " : ""), argv[i]);
    status = 0;
    run_text(line);
    return status;
}

/* kill with jobs: %N is the group of that job. */
static int builtin_kill(char *argv[])
{
    char line[200] = "/bin/kill";
    int i;

    for (i = 1; argv[i]; i++) {
        pid_t group;
        size_t length = strlen(line);

        if (*argv[i] != '%')
            snprintf(line + length, sizeof line - length, " '%s'", argv[i]);
        else if (job_named(argv[i], &group))
            snprintf(line + length, sizeof line - length, " -%d", (int)group);
        else {
            complain(argv[i], "no such job");
            return 1;
        }
    }
    run_text(line);
    return status;
}

static int builtin_help(char *argv[])
{
    (void)argv;
    puts("programs of /bin by name, with < > >> 2>&1 | && || ! ; & ( ) { } and newlines\n"
         "if then elif else fi, while until do done, for in\n"
         "NAME=VALUE $NAME $(LINE) 'text' \"text\" * ? [a-z] # comment\n"
         "$0 $1 … $# $@ $* $? $$ $!\n"
         ". : [ bg break cd continue eval exec exit export false fg help jobs kill read set shift test true umask unset "
         "wait");
    return 0;
}

static const struct {
    const char *name;
    builtin *function;
} builtins[] = {
    {".", builtin_source},    {":", builtin_true},       {"[", builtin_test},         {"bg", builtin_bg},
    {"break", builtin_break}, {"cd", builtin_cd},        {"continue", builtin_continue}, {"eval", builtin_eval},
    {"exec", builtin_exec},   {"exit", builtin_exit},    {"export", builtin_export},  {"false", builtin_false},
    {"fg", builtin_fg},       {"help", builtin_help},    {"jobs", builtin_jobs},      {"kill", builtin_kill},
    {"read", builtin_read},   {"set", builtin_set},      {"shift", builtin_shift},    {"test", builtin_test},
    {"true", builtin_true},   {"umask", builtin_umask},  {"unset", builtin_unset},    {"wait", builtin_wait},
};

builtin *builtin_find(const char *name)
{
    unsigned i;

    for (i = 0; i < sizeof builtins / sizeof builtins[0]; i++)
        if (strcmp(builtins[i].name, name) == 0)
            return builtins[i].function;
    return NULL;
}
