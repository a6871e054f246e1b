/*
 * Jobs: the processes of one command. With a person at the console each is a process group: ^C ends and ^Z stops the
 * one in the foreground, and who reads the console in the background stops. The shell ignores all of that.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include "sh.h"

struct process {
    struct process *next;
    pid_t pid;
    int has_ended, stopped; /* the signal that has stopped it, or 0 */
    int status;             /* as waitpid tells it, once it has ended */
};

struct job {
    struct job *next;
    int number;
    char *text;
    int background;
    struct process *processes; /* the last one of the pipeline first */
    pid_t leader;              /* the first of them, which gives the group its number; 0: there is none yet */
};

static struct job *jobs; /* those that were started last come first */

int interactive;
pid_t last_background;

/* --- the list --- */

static int unused_number(void)
{
    const struct job *job;
    int number = 1;

    for (job = jobs; job; job = job->next)
        if (job->number >= number)
            number = job->number + 1;
    return number;
}

struct job *job_new(const char *text, int background)
{
    struct job *job = calloc(1, sizeof *job);

    job->number = unused_number();
    job->text = strdup(text ? text : "");
    job->background = background;
    job->next = jobs;
    jobs = job;
    return job;
}

static void job_free(struct job *job)
{
    struct job **place = &jobs;

    while (*place != job)
        place = &(*place)->next;
    *place = job->next;
    while (job->processes) {
        struct process *next = job->processes->next;

        free(job->processes);
        job->processes = next;
    }
    free(job->text);
    free(job);
}

/* --- what has become of it --- */

static int job_has_ended(const struct job *job)
{
    const struct process *p;

    for (p = job->processes; p; p = p->next)
        if (!p->has_ended)
            return 0;
    return 1;
}

/* The signal that has stopped it; 0 as long as one of its processes runs. */
static int job_stopped(const struct job *job)
{
    const struct process *p;
    int stopped = 0;

    for (p = job->processes; p; p = p->next)
        if (!p->has_ended && !p->stopped)
            return 0;
        else if (!p->has_ended)
            stopped = p->stopped;
    return stopped;
}

static int status_of(int wait_status)
{
    return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
}

/* That of its last process. */
static int job_status(const struct job *job)
{
    return job->processes ? status_of(job->processes->status) : 1;
}

/* Notes what waitpid has told. */
static void note(pid_t pid, int wait_status)
{
    struct job *job;
    struct process *p;

    for (job = jobs; job; job = job->next)
        for (p = job->processes; p; p = p->next)
            if (p->pid == pid) {
                p->stopped = WIFSTOPPED(wait_status) ? WSTOPSIG(wait_status) : 0;
                p->has_ended = !p->stopped;
                p->status = wait_status;
            }
}

/* Waits until it has ended or stopped; 0 if a signal came before. */
static int job_await(struct job *job)
{
    int wait_status;

    while (!job_has_ended(job) && !job_stopped(job)) {
        pid_t pid = waitpid(-1, &wait_status, WUNTRACED);

        if (pid < 0)
            return 0;
        note(pid, wait_status);
    }
    return 1;
}

static const char *state_of(const struct job *job)
{
    static char text[40];

    if (!job_has_ended(job))
        return job_stopped(job) ? "Stopped" : "Running";
    if (job_status(job) == 0)
        return "Done";
    if (WIFEXITED(job->processes->status))
        snprintf(text, sizeof text, "Done(%d)", job_status(job));
    else
        snprintf(text, sizeof text, "%s", strsignal(WTERMSIG(job->processes->status)));
    return text;
}

static void print(const struct job *job)
{
    printf("[%d] %-12s %s\n", job->number, state_of(job), job->text);
    fflush(stdout);
}

void jobs_tell_changes(void)
{
    struct job *job, *next;
    int wait_status;
    pid_t pid;

    while ((pid = waitpid(-1, &wait_status, WUNTRACED | WNOHANG)) > 0)
        note(pid, wait_status);
    for (job = jobs; job; job = next) {
        next = job->next;
        if (!job_has_ended(job))
            continue;
        if (interactive)
            print(job);
        job_free(job);
    }
}

/* --- starting --- */

/* Makes a process a part of its job's group. The shell and the process both say so, since nobody knows which goes on first. */
static void join(struct job *job, pid_t pid)
{
    if (job->leader == 0)
        job->leader = pid;
    if (!interactive)
        return;
    setpgid(pid, job->leader);
    if (!job->background)
        tcsetpgrp(0, job->leader);
}

/* A job in the background that is no group of its own leaves the input and ^C to the others. */
static void step_back(void)
{
    int nothing = open("/dev/null", O_RDONLY);

    signal(SIGINT, SIG_IGN);
    dup2(nothing, 0);
    close(nothing);
}

static void nothing(int signal)
{
    (void)signal;
}

/*
 * By handlers, since what is ignored is lost: a child has them too until it has begun, and keeps such a signal till then.
 * They interrupt what the shell waits for, so that it prompts anew.
 */
void jobs_ignore_keys(int ignore)
{
    struct sigaction action = {.sa_handler = ignore ? nothing : SIG_DFL};

    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTSTP, &action, NULL);
}

static void hold_keys(int how)
{
    sigset_t keys;

    sigemptyset(&keys);
    sigaddset(&keys, SIGINT);
    sigaddset(&keys, SIGTSTP);
    sigprocmask(how, &keys, NULL);
}

/* The child is no shell that a person talks to, and the jobs are its parent's. */
static void begin_child(struct job *job)
{
    join(job, getpid());
    if (interactive)
        jobs_ignore_keys(0);
    if (!interactive && job->background && job->leader == getpid())
        step_back();
    interactive = 0;
    while (jobs)
        job_free(jobs);
}

pid_t job_fork(struct job *job)
{
    struct process *process = calloc(1, sizeof *process);
    pid_t pid;

    fflush(stdout);
    hold_keys(SIG_BLOCK);
    pid = fork();
    if (pid == 0)
        begin_child(job);
    hold_keys(SIG_UNBLOCK);
    if (pid <= 0) {
        if (pid < 0)
            complain("fork", strerror(errno));
        free(process);
        return pid;
    }
    join(job, pid);
    process->pid = pid;
    process->next = job->processes;
    job->processes = process;
    return pid;
}

void job_tell(const struct job *job)
{
    if (job->processes)
        last_background = job->processes->pid;
    if (interactive)
        dprintf(1, "[%d] %d\n", job->number, (int)last_background);
}

int job_wait(struct job *job)
{
    struct termios settings;
    int result, stopped;

    if (interactive)
        tcgetattr(0, &settings);
    while (!job_await(job))
        if (errno != EINTR)
            break;
    if (interactive) {
        tcsetpgrp(0, getpgrp());
        tcsetattr(0, TCSADRAIN, &settings); /* whatever the job has left behind */
    }
    stopped = job_stopped(job);
    if (stopped) {
        job->background = 1;
        print(job);
        return 128 + stopped;
    }
    result = job_status(job);
    job_free(job);
    return result;
}

/* --- the commands about jobs --- */

/* %N, or the one that was started last. */
struct job *job_named(const char *name, pid_t *group)
{
    int number = name && isdigit((unsigned char)name[1]) ? atoi(name + 1) : 0;
    struct job *job = jobs;

    while (job && number != 0 && job->number != number)
        job = job->next;
    if (job)
        *group = job->leader;
    return job;
}

int builtin_jobs(char *argv[])
{
    int number, last = unused_number();
    struct job *job;

    (void)argv;
    jobs_tell_changes();
    for (number = 1; number < last; number++)
        for (job = jobs; job; job = job->next)
            if (job->number == number)
                print(job);
    return 0;
}

/* Has a job go on, in the foreground or the background; 0 with a message if it cannot. */
static struct job *resume(const char *name, int background)
{
    pid_t group;
    struct job *job = job_named(name, &group);
    struct process *p;

    if (!interactive || !job) {
        complain(name ? name : "fg, bg", interactive ? "no such job" : "there are no jobs without a console");
        return NULL;
    }
    if (background)
        printf("[%d] %s &\n", job->number, job->text);
    else
        printf("%s\n", job->text);
    fflush(stdout);
    job->background = background;
    for (p = job->processes; p; p = p->next)
        p->stopped = 0;
    if (!background)
        tcsetpgrp(0, group);
    kill(-group, SIGCONT);
    return job;
}

int builtin_fg(char *argv[])
{
    struct job *job = resume(argv[1], 0);

    return job ? job_wait(job) : 1;
}

int builtin_bg(char *argv[])
{
    return resume(argv[1], 1) ? 0 : 1;
}

/* The job of a child, by %N or the pid of one of its processes. */
static struct job *job_of(const char *name)
{
    struct job *job;
    struct process *p;
    pid_t group;

    if (*name == '%')
        return job_named(name, &group);
    for (job = jobs; job; job = job->next)
        for (p = job->processes; p; p = p->next)
            if (p->pid == atoi(name))
                return job;
    return NULL;
}

/* Waits for a job, or until ^C. */
static int wait_for(struct job *job)
{
    int result;

    if (!job_await(job) && !job_has_ended(job))
        return 128 + SIGINT;
    result = job_stopped(job) ? 128 + job_stopped(job) : job_status(job);
    if (job_has_ended(job))
        job_free(job);
    return result;
}

/* Without arguments for all that run. */
int builtin_wait(char *argv[])
{
    struct job *job, *next;
    int result = 0;

    for (job = argv[1] ? NULL : jobs; job; job = next) {
        next = job->next;
        if (!job_stopped(job))
            wait_for(job);
    }
    for (argv++; *argv; argv++) {
        job = job_of(*argv);
        result = job ? wait_for(job) : 127;
    }
    return result;
}
