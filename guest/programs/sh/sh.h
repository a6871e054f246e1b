/*
 * A small shell, in the order in which a line goes through it:
 *
 *     main.c       where lines come from: the console, a script, -c
 *     words.c      cuts a line into words and operators
 *     parse.c      makes a tree of them
 *     run.c        does what the tree says, in the shell itself or in children
 *     expand.c     what a word stands for: variables, $(…), quotes; glob.c: the files that match it
 *     variables.c  variables, and the arguments of a script
 *     jobs.c       the processes of one command as a job, in the foreground or the background
 *     builtins.c   the commands that are part of the shell; test.c: one of them
 *     memory.c     memory that is given back all at once
 */
#ifndef SH_H
#define SH_H

#include <sys/types.h>

/* --- memory.c --- */

/* Ends the shell where there is none left. What is allocated after a mark lives until the mark is released. */
void *allocate(size_t size);
char *copy_text(const char *text, size_t length);
void *memory_mark(void);
void memory_release(void *mark);

/* --- words.c --- */

enum token { END, NEWLINE, WORD, REDIRECTION, PIPE, AND_IF, OR_IF, SEMICOLON, AMPERSAND, OPEN, CLOSE };

/* The token that was read last. */
extern enum token token;
extern char *token_text;        /* of a WORD as it was written, with its quotes; of others how they look */
extern const char *token_start; /* where it stands in the line */
extern const char *token_end;
extern int token_fd;    /* of a REDIRECTION: the descriptor that gets another meaning */
extern int token_flags; /* and how the file is opened, or DUPLICATE */

#define DUPLICATE (-1) /* the word is no file but a descriptor: 2>&1 */

/* Begins with another text, and reads its first token. */
void words_begin(const char *text);
void advance(void);

/* Makes this the end of the text. */
void words_stop(void);

/* What stays open at the end of the text, for people; 0: nothing. */
const char *words_open(void);

/* Behind a piece of a word: a character, or what quotes or parentheses hold together; 0 if that does not end. */
const char *skip_piece(const char *text);

/* How long the name at the start of a text is; 0: there is none. */
int name_length(const char *text);

/* --- parse.c --- */

struct word {
    char *text;
    struct word *next;
};

struct redirection {
    int fd, flags;
    char *word;
    struct redirection *next;
};

enum kind {
    SIMPLE,     /* assignments, words, redirections */
    PIPELINE,   /* left | right, where right is one too, or 0 */
    NOT,        /* ! left */
    AND,        /* left && right */
    OR,         /* left || right */
    SEQUENCE,   /* left ; right */
    BACKGROUND, /* left & */
    SUBSHELL,   /* ( left ) */
    GROUP,      /* { left; } */
    IF,         /* if left then right else other fi */
    WHILE,      /* while left do right done */
    UNTIL,
    FOR         /* for name in words do right done */
};

struct node {
    enum kind kind;
    struct node *left, *right, *other;
    struct word *assignments; /* SIMPLE: the words NAME=VALUE before the command */
    struct word *words;       /* SIMPLE, FOR */
    struct redirection *redirections;
    char *name; /* FOR */
    char *text; /* of what can be a job: as it was written */
};

/* The tree of a text, 0 for an empty one. Where the text is not right, *problem says why, and *incomplete whether more
   lines could make it right. */
struct node *parse(const char *text, const char **problem, int *incomplete);

/* --- expand.c --- */

/* The words that these stand for, each on its own: no word, one or many. */
struct word *expand(const struct word *words);

/* The one word that this stands for, of a variable's value or a file's name. */
char *expand_one(const char *text);

/* The status of the last $(…) that was put in; who wants to know whether there was one sets it to −1 before. */
extern int substituted;

/* --- glob.c --- */

/* The names of files that match a pattern, sorted; 0 if there is none. A backslash takes a character its meaning. */
struct word *glob(const char *pattern);

/* Takes the backslashes away. */
char *unescape(const char *pattern);

/* --- variables.c --- */

/* 0: it is not set. Digits and signs are names of arguments and of what the shell knows. */
const char *variable(const char *name);
void variable_set(const char *name, const char *value);
void variable_export(const char *name);
void variable_unset(const char *name);

/* NAME=VALUE; the value is expanded. */
void variable_assign(const char *assignment);

/* $0, $1 …, without the last, which is no argument but a null pointer. */
extern char **arguments;
extern int argument_count; /* $# */

/* --- jobs.c --- */

struct job;

extern int interactive;      /* the shell prompts, and its jobs are process groups */
extern pid_t last_background; /* $!; 0: there was none */

struct job *job_new(const char *text, int background);

/* A child that is a part of the job: fork()'s result, −1 with a message. */
pid_t job_fork(struct job *job);

/* Waits for a job in the foreground, until it ends or stops; its status. */
int job_wait(struct job *job);

/* A job has been started in the background. */
void job_tell(const struct job *job);

/* Whether ^C and ^Z mean nothing to this process. */
void jobs_ignore_keys(int ignore);

/* Tells what has become of jobs in the background. */
void jobs_tell_changes(void);

/* The job that %N, %% or % names; 0: there is none. Its group in *group. */
struct job *job_named(const char *name, pid_t *group);

int builtin_jobs(char *argv[]);
int builtin_fg(char *argv[]);
int builtin_bg(char *argv[]);
int builtin_wait(char *argv[]);

/* --- builtins.c and test.c --- */

typedef int builtin(char *argv[]); /* its status */

/* 0: there is none of this name. */
builtin *builtin_find(const char *name);
int builtin_test(char *argv[]);

/* --- run.c --- */

extern int status; /* $? */

/* How many loops are being left by break or continue, and whether the outermost of them goes on. */
extern int leaving, continuing;

void run(const struct node *node);

/* Ends a child of the shell with its status. */
_Noreturn void leave(void);

/* --- main.c --- */

/* Runs the commands of a text, or of a file; −1 if that cannot be read. */
void run_text(const char *text);
int run_file(const char *path);

void complain(const char *what, const char *why);

#endif
