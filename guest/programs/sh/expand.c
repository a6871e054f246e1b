/*
 * What a word stands for. Variables and commands, $NAME and $(LINE), are put in; where that is not in quotes, blanks in it
 * make several words of one. A word that is a pattern then stands for the files that match it. Quotes go away in the end.
 *
 * While a word is put together, a backslash stands before each character that is meant literally and would mean something
 * in a pattern.
 */
#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "sh.h"

/* The word that is being put together. */
static char *field;
static size_t length, room;
static int is_there; /* even if nothing is in it: it has quotes */

int substituted;

/* The words that are ready; 0 where all is to be one word, without patterns. */
static struct word **end;

static void put(char c)
{
    if (length == room) {
        room = room ? 2 * room : 64;
        field = realloc(field, room);
        if (!field) {
            complain("a word", "no memory left");
            exit(2);
        }
    }
    field[length++] = c;
}

static void put_literal(char c)
{
    if (strchr("*?[]\\!^-", c))
        put('\\');
    put(c);
}

static void add(struct word *words)
{
    *end = words;
    while (*end)
        end = &(*end)->next;
}

static struct word *one(char *text)
{
    struct word *word = allocate(sizeof *word);

    word->text = text;
    return word;
}

/* The word is complete: it is added to those that are ready, or the files that it matches. */
static void end_field(void)
{
    struct word *files;

    put('\0');
    files = glob(field);
    add(files ? files : one(unescape(field)));
    length = 0;
    is_there = 0;
}

static void break_field(void)
{
    if (length > 0 || is_there)
        end_field();
}

/* Puts in what a variable or a command stands for. */
static void put_value(const char *value, int quoted)
{
    for (; *value; value++)
        if (quoted || !end)
            put_literal(*value);
        else if (isspace((unsigned char)*value))
            break_field();
        else if (*value == '\\')
            put_literal(*value);
        else
            put(*value);
}

/* --- $(LINE) --- */

/* In the child: runs the line, and what it prints goes into the pipe. To stop it would be to stop the shell, which reads. */
static void run_into(const char *line, int ends[2])
{
    signal(SIGTSTP, SIG_IGN);
    close(ends[0]);
    dup2(ends[1], 1);
    close(ends[1]);
    run_text(line);
    leave();
}

/* All that comes out of a pipe, without the newlines at its end. */
static char *read_all(int fd)
{
    size_t size = 256, done = 0;
    char *text = allocate(size);
    ssize_t count;

    while ((count = read(fd, text + done, size - done - 1)) > 0) {
        done += count;
        if (done == size - 1) {
            text = memcpy(allocate(2 * size), text, done);
            size *= 2;
        }
    }
    while (done > 0 && text[done - 1] == '\n')
        done--;
    text[done] = '\0';
    return text;
}

static char *output_of(const char *line)
{
    struct job *job = job_new(line, 0);
    int ends[2];
    char *text = "";
    pid_t pid;

    if (pipe(ends) < 0) {
        complain("pipe", strerror(errno));
        return text;
    }
    pid = job_fork(job);
    if (pid == 0)
        run_into(line, ends);
    close(ends[1]);
    if (pid > 0)
        text = read_all(ends[0]);
    close(ends[0]);
    status = substituted = job_wait(job);
    return text;
}

/* --- $NAME --- */

/* "$@" are the arguments, each a word of its own; $* and $@ without quotes are cut at blanks too. */
static void put_arguments(int apart, int quoted)
{
    int i;

    for (i = 1; i <= argument_count; i++) {
        if (i > 1 && end && (apart || !quoted))
            apart && quoted ? end_field() : break_field();
        else if (i > 1)
            put_literal(' ');
        put_value(arguments[i], quoted);
    }
}

static void put_variable(const char *name, int size, int quoted)
{
    const char *value;

    if (size == 1 && (*name == '@' || *name == '*')) {
        put_arguments(*name == '@', quoted);
        return;
    }
    value = variable(copy_text(name, size));
    if (value)
        put_value(value, quoted);
}

/* How long the name behind a $ is: letters, one digit or one sign; 0: there is none. */
static int dollar_length(const char *text)
{
    int size = name_length(text);

    return size > 0 ? size : *text && strchr("0123456789?$!#@*", *text) ? 1 : 0;
}

/* ${NAME}, where a number may have several digits. Returns behind it. */
static const char *put_braces(const char *text, int quoted)
{
    const char *close = skip_piece(text), *name = text + 2;
    int size = isdigit((unsigned char)*name) ? (int)strspn(name, "0123456789") : dollar_length(name);

    if (size == 0 || name[size] != '}') {
        complain(copy_text(text, close - text), "this shell has no such substitution");
        status = 2;
        if (!interactive)
            exit(status);
    } else
        put_variable(name, size, quoted);
    return close;
}

/* $NAME, ${NAME} or $(LINE); a $ that begins none of them is itself. Returns behind it. */
static const char *put_dollar(const char *text, int quoted)
{
    int size = dollar_length(text + 1);

    if (text[1] == '{')
        return put_braces(text, quoted);
    if (text[1] == '(') {
        const char *close = skip_piece(text);

        put_value(output_of(copy_text(text + 2, close - text - 3)), quoted);
        return close;
    }
    if (size == 0)
        put_literal('$');
    else
        put_variable(text + 1, size, quoted);
    return text + 1 + size;
}

/* `LINE`, in which a backslash stands before ` $ and \. Returns behind it. */
static const char *put_backquotes(const char *text, int quoted)
{
    const char *close = skip_piece(text) - 1, *from;
    char *line = allocate(close - text + 1), *to = line;

    for (from = text + 1; from < close; from++) {
        if (*from == '\\' && strchr("`$\\", from[1]))
            from++;
        *to++ = *from;
    }
    *to = '\0';
    put_value(output_of(line), quoted);
    return close + 1;
}

/* --- quotes --- */

/* A backslash and what it holds on to; before a newline neither is there. Returns behind it. */
static const char *put_escaped(const char *text)
{
    if (text[1] == '\0')
        put_literal('\\');
    else if (text[1] != '\n')
        put_literal(text[1]);
    return text[1] ? text + 2 : text + 1;
}

static const char *put_single_quotes(const char *text)
{
    for (text++; *text != '\''; text++)
        put_literal(*text);
    is_there = 1;
    return text + 1;
}

/* One piece of what stands in double quotes. */
static const char *put_quoted(const char *text)
{
    if (*text == '$')
        return put_dollar(text, 1);
    if (*text == '`')
        return put_backquotes(text, 1);
    if (*text == '\\' && text[1] && strchr("$`\"\\\n", text[1]))
        return put_escaped(text);
    put_literal(*text);
    return text + 1;
}

static const char *put_double_quotes(const char *text)
{
    for (text++; *text != '"';)
        text = put_quoted(text);
    is_there = 1; /* only now: "$@" has ended words in between */
    return text + 1;
}

static const char *put_piece(const char *text)
{
    switch (*text) {
    case '\\': return put_escaped(text);
    case '\'': return put_single_quotes(text);
    case '"': return put_double_quotes(text);
    case '$': return put_dollar(text, 0);
    case '`': return put_backquotes(text, 0);
    }
    put(*text);
    return text + 1;
}

/* --- words --- */

static void begin(struct word **words)
{
    end = words;
    length = 0;
    is_there = 0;
}

struct word *expand(const struct word *words)
{
    struct word *expanded = NULL;

    begin(&expanded);
    for (; words; words = words->next) {
        const char *text = words->text;

        if (strcmp(text, "\"$@\"") == 0 && argument_count == 0)
            continue; /* no word at all, in spite of its quotes */
        while (*text)
            text = put_piece(text);
        break_field();
    }
    return expanded;
}

char *expand_one(const char *text)
{
    begin(NULL);
    while (*text)
        text = put_piece(text);
    put('\0');
    return unescape(field);
}
