/* sh [-c LINE]: a small shell. It runs commands with arguments, quotes, $NAME, < > >> | ; and &, and knows the built-in
   commands cd, exit, export, umask, unset, wait and help. It prompts when its input is the console. All its variables are
   in the environment, so that every command has them.

       line      pipeline { (";" | "&") pipeline }
       pipeline  command { "|" command }
       command   { NAME "=" word } { word | ("<" | ">" | ">>") word }
*/
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define MAX_LINE 1024
#define MAX_ARGUMENTS 32
#define MAX_COMMANDS 16

struct command {
    char *argv[MAX_ARGUMENTS + 1];
    int argc;
    int assignments; /* so many of the arguments stand before the name, and are variables for this command alone */
    char *input;  /* < */
    char *output; /* > or >> */
    int append;
};

/* The processes of a pipeline. */
struct job {
    pid_t leader; /* the first of them; 0: there is none yet */
    int background;
};

enum token { END, WORD, PIPE, INPUT, OUTPUT, APPEND, SEMICOLON, AMPERSAND, BAD };

/* The rest of the line, the token that was read last, and its text if it is a word. */
static const char *rest;
static enum token token;
static char *word;

/* Where the words of the line are put together, without their quotes. */
static char words[2 * MAX_LINE];
static char *next_word;

/* What is wrong with a word that is BAD. */
static const char *trouble;

/* The exit status of the last command. */
static int status;

/* The input is the console. */
static int interactive;

/* Of the terminal, as it is while the shell reads. */
static struct termios settings;

static void complain(const char *what, const char *why)
{
    dprintf(2, "sh: %s: %s\n", what, why);
}

/* --- words and operators --- */

static int is_operator(char c)
{
    return strchr("|<>;&", c) != NULL;
}

/* Adds to the word, as long as there is room. */
static void add(const char *text, int length)
{
    if (length >= words + sizeof words - next_word) {
        trouble = "a word that is too long";
        return;
    }
    memcpy(next_word, text, length);
    next_word += length;
}

/* How long the name at the start of a text is; 0: there is none. */
static int name_length(const char *text)
{
    int length = 0;

    if (!isdigit(text[0]))
        while (isalnum(text[length]) || text[length] == '_')
            length++;
    return length;
}

/* What $NAME, ${NAME}, $? or $$ stands for; `rest` comes to its last character. A $ that begins none of them is itself. */
static void add_variable(void)
{
    const char *start = rest[1] == '{' ? rest + 2 : rest + 1, *value;
    int length = name_length(start);
    char text[64];

    if (length > 0 && length < (int)sizeof text && (rest[1] != '{' || start[length] == '}')) {
        snprintf(text, sizeof text, "%.*s", length, start);
        value = getenv(text);
        rest = start + length - (rest[1] != '{');
    } else if (rest[1] == '?' || rest[1] == '$') {
        snprintf(text, sizeof text, "%d", rest[1] == '?' ? status : getpid());
        value = text;
        rest++;
    } else
        value = "$";
    if (value)
        add(value, strlen(value));
}

/* Reads a word, which quotes may hold together; BAD if a quote stays open. */
static enum token read_word(void)
{
    char quote = '\0';

    word = next_word;
    trouble = NULL;
    for (; *rest; rest++) {
        if (quote && *rest == quote)
            quote = '\0';
        else if (!quote && (*rest == '\'' || *rest == '"'))
            quote = *rest;
        else if (!quote && (strchr(" \t\n", *rest) || is_operator(*rest)))
            break;
        else if (*rest == '$' && quote != '\'')
            add_variable();
        else {
            if (*rest == '\\' && quote != '\'' && rest[1])
                rest++;
            add(rest, 1);
        }
    }
    *next_word++ = '\0';
    if (quote)
        trouble = "a quote";
    return trouble ? BAD : WORD;
}

static enum token read_operator(void)
{
    switch (*rest++) {
    case '|': return PIPE;
    case '<': return INPUT;
    case ';': return SEMICOLON;
    case '&': return AMPERSAND;
    }
    if (*rest != '>')
        return OUTPUT;
    rest++;
    return APPEND;
}

static void advance(void)
{
    rest += strspn(rest, " \t\n");
    if (*rest == '\0' || *rest == '#')
        token = END;
    else if (is_operator(*rest))
        token = read_operator();
    else
        token = read_word();
}

/* --- what the line says --- */

/* ("<" | ">" | ">>") word */
static int parse_redirection(struct command *command)
{
    enum token operator = token;

    advance();
    if (token != WORD)
        return 0;
    if (operator == INPUT)
        command->input = word;
    else {
        command->output = word;
        command->append = operator == APPEND;
    }
    return 1;
}

static int is_assignment(const char *text)
{
    int length = name_length(text);

    return length > 0 && text[length] == '=';
}

/* Reads one command; 0 if it is not right. */
static int parse_command(struct command *command)
{
    memset(command, 0, sizeof *command);
    for (;; advance()) {
        if (token == WORD) {
            if (command->argc == MAX_ARGUMENTS)
                return 0;
            if (command->assignments == command->argc && is_assignment(word))
                command->assignments++;
            command->argv[command->argc++] = word;
        } else if (token == INPUT || token == OUTPUT || token == APPEND) {
            if (!parse_redirection(command))
                return 0;
        } else
            return command->argc > 0 && token != BAD;
    }
}

/* Reads a pipeline; the number of its commands, 0 if it is not right. */
static int parse_pipeline(struct command commands[MAX_COMMANDS])
{
    int count = 0;

    do {
        if (count > 0)
            advance();
        if (count == MAX_COMMANDS || !parse_command(&commands[count++]))
            return 0;
    } while (token == PIPE);
    return count;
}

/* --- running it --- */

/* In the child: makes `fd` stand for the file. */
static void redirect(const char *path, int flags, int fd)
{
    int opened = open(path, flags, 0666);

    if (opened < 0) {
        complain(path, strerror(errno));
        _exit(1);
    }
    dup2(opened, fd);
    close(opened);
}

/* Puts the variables that stand before a command into the environment. */
static void assign(struct command *command)
{
    int i;

    for (i = 0; i < command->assignments; i++) {
        char *equals = strchr(command->argv[i], '=');

        *equals = '\0';
        setenv(command->argv[i], equals + 1, 1);
    }
}

/* In the child: takes the ends of the pipes and the files in place of the console, and becomes the program. */
static void run_child(struct command *command, int input, int output)
{
    char **argv = command->argv + command->assignments;

    if (input != 0) {
        dup2(input, 0);
        close(input);
    }
    if (output != 1) {
        dup2(output, 1);
        close(output);
    }
    if (command->input)
        redirect(command->input, O_RDONLY, 0);
    if (command->output)
        redirect(command->output, O_WRONLY | O_CREAT | (command->append ? O_APPEND : O_TRUNC), 1);
    if (!argv[0])
        _exit(0);
    assign(command);
    execvp(argv[0], argv);
    complain(argv[0], errno == ENOENT ? "not found" : strerror(errno));
    _exit(errno == ENOENT ? 127 : 126);
}

/* Makes a process a part of its job: a process group, which ^C ends if it is in the foreground. The shell and the process
   both say so, since nobody knows which of them goes on first. */
static void join(const struct job *job, pid_t pid)
{
    pid_t leader = job->leader ? job->leader : pid;

    if (!interactive)
        return;
    setpgid(pid, leader);
    if (!job->background)
        tcsetpgrp(0, leader);
}

/* Starts a command that reads from `input`. If it is not the last, it writes to a pipe, whose other end is left in
   *next_input. Returns its pid, or −1. */
static pid_t start(struct command *command, struct job *job, int input, int last, int *next_input)
{
    int ends[2] = {0, 1};
    pid_t pid;

    if (!last && pipe(ends) < 0) {
        complain("pipe", strerror(errno));
        return -1;
    }
    pid = fork();
    if (pid == 0) {
        join(job, getpid());
        if (!last)
            close(ends[0]);
        run_child(command, input, ends[1]);
    }
    if (pid < 0)
        complain("fork", strerror(errno));
    else
        join(job, pid);
    if (job->leader == 0)
        job->leader = pid;
    if (!last)
        close(ends[1]);
    *next_input = ends[0];
    return pid;
}

static int status_of(int wait_status)
{
    return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
}

static void run_pipeline(struct command *commands, int count, int background)
{
    pid_t pids[MAX_COMMANDS];
    struct job job = {0, background};
    int input = 0, next_input, started, i, wait_status;

    for (started = 0; started < count; started++) {
        pids[started] = start(&commands[started], &job, input, started == count - 1, &next_input);
        if (input != 0)
            close(input);
        input = next_input;
        if (pids[started] < 0)
            break;
    }
    status = started < count ? 1 : 0;
    if (background)
        return;
    for (i = 0; i < started; i++)
        if (waitpid(pids[i], &wait_status, 0) > 0 && i == count - 1)
            status = status_of(wait_status);
    if (interactive)
        tcsetattr(0, TCSADRAIN, &settings); /* whatever the job has left behind */
}

/* Goes to another directory; without a word to the root. */
static int change_directory(const char *path)
{
    if (chdir(path ? path : "/") == 0)
        return 0;
    complain(path, strerror(errno));
    return 1;
}

/* Prints the permissions that new files do not get, or sets them: umask 022. */
static int change_mask(const char *octal)
{
    mode_t mask = octal ? strtoul(octal, NULL, 8) : umask(0);

    umask(mask);
    if (!octal)
        printf("%04o\n", mask);
    return 0;
}

/* Sets variables: export NAME=VALUE; without any, prints all that there are. */
static int export(char *argv[])
{
    int i, wrong = 0;

    for (i = 0; !argv[0] && environ && environ[i]; i++)
        puts(environ[i]);
    for (; *argv; argv++) {
        char *equals = strchr(*argv, '=');

        if (equals)
            *equals = '\0';
        if (equals && setenv(*argv, equals + 1, 1) < 0) {
            complain(*argv, strerror(errno));
            wrong = 1;
        }
    }
    return wrong;
}

static int unset(char *argv[])
{
    for (; *argv; argv++)
        unsetenv(*argv);
    return 0;
}

/* Runs a built-in command, or one that is nothing but variables; 0 if it is none. */
static int run_builtin(struct command *command)
{
    const char *name = command->argv[0];

    if (command->assignments == command->argc) {
        assign(command);
        status = 0;
        return 1;
    }
    if (strcmp(name, "exit") == 0)
        exit(command->argc > 1 ? atoi(command->argv[1]) : status);
    if (strcmp(name, "wait") == 0)
        while (wait(NULL) > 0)
            status = 0;
    else if (strcmp(name, "cd") == 0)
        status = change_directory(command->argv[1]);
    else if (strcmp(name, "umask") == 0)
        status = change_mask(command->argv[1]);
    else if (strcmp(name, "export") == 0)
        status = export(command->argv + 1);
    else if (strcmp(name, "unset") == 0)
        status = unset(command->argv + 1);
    else if (strcmp(name, "help") == 0)
        puts("programs of /bin by name, with < > >> | ; & $NAME and quotes; NAME=VALUE, cd [PATH], exit [CODE], "
             "export [NAME=VALUE], umask [MASK], unset NAME, wait, help");
    else
        return 0;
    return 1;
}

static void run_line(const char *line)
{
    static struct command commands[MAX_COMMANDS];
    int count;

    rest = line;
    next_word = words;
    advance();
    while (token != END) {
        count = parse_pipeline(commands);
        if (count == 0) {
            complain("syntax error near", token == END ? "the end of the line" : token == BAD ? trouble : rest - 1);
            status = 2;
            return;
        }
        if (count > 1 || !run_builtin(&commands[0]))
            run_pipeline(commands, count, token == AMPERSAND);
        if (token != END)
            advance();
    }
}

/* Prompts, and reads a line; once more after ^C. 0 at the end of the input. */
static int read_line(char line[MAX_LINE])
{
    for (;;) {
        if (interactive)
            dprintf(1, "$ ");
        if (fgets(line, MAX_LINE, stdin))
            return 1;
        if (!ferror(stdin) || errno != EINTR)
            return 0;
        clearerr(stdin);
    }
}

int main(int argc, char *argv[])
{
    static char line[MAX_LINE];

    if (argc == 3 && strcmp(argv[1], "-c") == 0) {
        run_line(argv[2]);
        return status;
    }
    setvbuf(stdin, NULL, _IONBF, 0); /* what this shell does not read, its children may */
    interactive = tcgetattr(0, &settings) == 0;
    if (interactive)
        setpgid(0, 0); /* leaves the foreground for good: ^C ends what the shell runs, never itself */
    while (read_line(line)) {
        line[strcspn(line, "\n")] = '\0';
        run_line(line);
    }
    return status;
}
