/* Signals: handlers, masks, what a handler interrupts, what waits for a signal, faults, and the default actions. */
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include "check.h"

static volatile sig_atomic_t got, times;
static volatile sigset_t blocked_inside;

static void note(int signal)
{
    got = signal;
    times++;
    sigprocmask(SIG_BLOCK, 0, (sigset_t *)&blocked_inside);
}

static void handle(int signal, void (*handler)(int), int flags, sigset_t mask)
{
    struct sigaction action = {.sa_handler = handler, .sa_mask = mask, .sa_flags = flags};

    CHECK(sigaction(signal, &action, 0) == 0);
}

static void handlers(void)
{
    CHECK(signal(SIGUSR1, note) == SIG_DFL);
    CHECK(raise(SIGUSR1) == 0 && got == SIGUSR1 && times == 1);
    CHECK(blocked_inside == 1u << SIGUSR1);
    CHECK(signal(SIGUSR1, SIG_IGN) == note);
    CHECK(raise(SIGUSR1) == 0 && times == 1);
    handle(SIGUSR1, note, SA_RESETHAND | SA_NODEFER, 1u << SIGUSR2);
    CHECK(raise(SIGUSR1) == 0 && times == 2 && blocked_inside == 1u << SIGUSR2);
    CHECK(signal(SIGUSR1, note) == SIG_DFL);
    CHECK_ERROR(EINVAL, signal(SIGKILL, note));
    CHECK_ERROR(EINVAL, signal(SIGSTOP, SIG_IGN));
    CHECK_ERROR(EINVAL, signal(0, note));
    CHECK_ERROR(EINVAL, signal(32, note));
    CHECK_ERROR(EFAULT, sigaction(SIGUSR1, 0, (struct sigaction *)8));
}

static void masks(void)
{
    sigset_t set, old;

    times = 0;
    sigemptyset(&set);
    CHECK(sigaddset(&set, SIGUSR1) == 0 && sigaddset(&set, SIGKILL) == 0 && sigismember(&set, SIGUSR1) == 1);
    CHECK(sigaddset(&set, 32) == -1 && sigismember(&set, 0) == -1);
    CHECK(sigprocmask(SIG_BLOCK, &set, &old) == 0 && old == 0);
    raise(SIGUSR1);
    raise(SIGUSR1);
    CHECK(times == 0 && sigpending(&set) == 0 && set == 1u << SIGUSR1);
    CHECK(sigprocmask(SIG_SETMASK, &old, &set) == 0 && set == 1u << SIGUSR1);
    CHECK(times == 1); /* one, however often it was sent */
    raise(SIGUSR1);
    CHECK(times == 2);
    CHECK_ERROR(EINVAL, sigprocmask(3, &set, 0));
    CHECK_ERROR(EFAULT, sigprocmask(SIG_BLOCK, (sigset_t *)8, 0));
}

/* A handler that is interrupted by the other one: each goes on where it was. */
static void inner(int signal)
{
    times = times * 10 + signal;
}

static void outer(int signal)
{
    volatile int local = 1234;

    times = times * 10 + signal;
    raise(SIGINT);
    CHECK(local == 1234);
}

static void nested(void)
{
    signal(SIGINT, inner);
    signal(SIGHUP, outer);
    times = 0;
    raise(SIGHUP);
    CHECK(times == SIGHUP * 10 + SIGINT);
}

/* A child that sends this process a signal in a while, and another one later. */
static int send_later(int signal, unsigned microseconds)
{
    int pid = fork();

    if (pid == 0) {
        usleep(microseconds);
        kill(getppid(), signal);
        exit(0);
    }
    return pid;
}

static void interrupted_calls(void)
{
    int fds[2], sender, rest;
    char c;

    CHECK(pipe(fds) == 0);
    handle(SIGUSR1, note, 0, 0);
    sender = send_later(SIGUSR1, 200000);
    CHECK_ERROR(EINTR, read(fds[0], &c, 1));
    CHECK(status_of(sender) == 0);
    handle(SIGUSR1, note, SA_RESTART, 0);
    times = 0;
    sender = fork();
    if (sender == 0) {
        usleep(200000);
        kill(getppid(), SIGUSR1);
        usleep(200000);
        write(fds[1], "x", 1);
        exit(0);
    }
    CHECK(read(fds[0], &c, 1) == 1 && c == 'x' && times == 1);
    CHECK(status_of(sender) == 0);
    sender = send_later(SIGUSR1, 1500000);
    rest = sleep(10);
    CHECK(rest == 9);
    CHECK(status_of(sender) == 0);
    sender = send_later(SIGUSR1, 200000);
    CHECK_ERROR(EINTR, pause());
    CHECK(got == SIGUSR1 && status_of(sender) == 0);
    close(fds[0]);
    close(fds[1]);
}

static void suspending(void)
{
    sigset_t usr1 = 1u << SIGUSR1, none = 0, now;

    times = 0;
    sigprocmask(SIG_BLOCK, &usr1, 0);
    raise(SIGUSR1);
    CHECK(times == 0);
    CHECK_ERROR(EINTR, sigsuspend(&none));
    CHECK(times == 1 && blocked_inside == usr1);
    CHECK(sigprocmask(SIG_SETMASK, &none, &now) == 0 && now == usr1);
}

static void alarms(void)
{
    int pid;

    signal(SIGALRM, note);
    times = 0;
    CHECK(alarm(100) == 0);
    CHECK(alarm(1) == 100);
    pause();
    CHECK(got == SIGALRM && times == 1);
    CHECK(alarm(0) == 0);
    ualarm(100000, 100000);
    while (times < 4)
        pause();
    CHECK(ualarm(0, 0) > 0);
    usleep(500000);
    CHECK(times == 4);
    alarm(50);
    if ((pid = fork()) == 0)
        exit(alarm(0));
    CHECK(status_of(pid) == 0);
    CHECK(alarm(0) == 50);
}

static sigjmp_buf place;

static void jump(int signal)
{
    siglongjmp(place, signal);
}

static int faults_with(int signal, void (*act)(void))
{
    int came;

    handle(signal, jump, 0, 0);
    came = sigsetjmp(place, 1);
    if (came == 0)
        act();
    handle(signal, SIG_DFL, 0, 0);
    return came;
}

static void store_null(void) { *(volatile int *)0 = 1; }
static void divide(void) { volatile int zero = 0; zero = 1 / zero; }
static void illegal(void) { __asm__ volatile(".word 0xffffffff"); }
static void privileged(void) { __asm__ volatile("cli"); }
static void misaligned(void) { static int word; *(volatile int *)((char *)&word + 1) = 1; }

static void faults(void)
{
    sigset_t now;

    CHECK(faults_with(SIGSEGV, store_null) == SIGSEGV);
    CHECK(faults_with(SIGSEGV, store_null) == SIGSEGV);
    CHECK(faults_with(SIGFPE, divide) == SIGFPE);
    CHECK(faults_with(SIGILL, illegal) == SIGILL);
    CHECK(faults_with(SIGILL, privileged) == SIGILL);
    CHECK(faults_with(SIGBUS, misaligned) == SIGBUS);
    CHECK(faults_with(SIGABRT, abort) == SIGABRT);
    CHECK(sigprocmask(SIG_BLOCK, 0, &now) == 0 && now == 0);
}

static void dies_of(int signal, int core, void (*act)(void))
{
    int pid = fork();

    if (pid == 0) {
        if (act)
            act();
        for (;;)
            pause();
    }
    usleep(100000);
    if (!act)
        CHECK(kill(pid, signal) == 0);
    CHECK(status_of(pid) == (signal | (core ? WCOREFLAG : 0)));
}

/* Ignored or blocked, a fault ends the program all the same: it cannot go on. */
static void ignored_fault(void)
{
    signal(SIGSEGV, SIG_IGN);
    store_null();
}

static void no_stack(void)
{
    signal(SIGUSR2, note);
    __asm__ volatile("li sp, 0x80000100\n li a1, 12\n li t0, SYS_getpid\n trap\n li t0, SYS_kill\n trap");
}

static void bad_return(void)
{
    __asm__ volatile("li sp, 0x100\n li t0, SYS_sigreturn\n trap");
}

static void ends(void)
{
    static const int terminate[] = {SIGHUP, SIGINT, SIGKILL, SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, 16};
    static const int core[] = {SIGQUIT, SIGTRAP, SIGABRT, SIGXCPU, SIGSYS};
    int i;

    for (i = 1; i < NSIG; i++)
        if (i != SIGKILL && i != SIGSTOP)
            signal(i, SIG_DFL);
    for (i = 0; i < (int)(sizeof terminate / sizeof *terminate); i++)
        dies_of(terminate[i], 0, 0);
    for (i = 0; i < (int)(sizeof core / sizeof *core); i++)
        dies_of(core[i], 1, 0);
    dies_of(SIGSEGV, 1, ignored_fault);
    dies_of(SIGSEGV, 1, no_stack);
    dies_of(SIGSEGV, 1, bad_return);
    dies_of(SIGABRT, 1, abort);
}

static void stopping(void)
{
    int pid = fork(), status;

    if (pid == 0)
        for (;;)
            sched_yield();
    kill(pid, SIGSTOP);
    kill(pid, SIGCONT);
    kill(pid, SIGTSTP);
    usleep(300000);
    kill(pid, SIGTERM); /* pending until it goes on */
    usleep(300000);
    CHECK(waitpid(pid, &status, WNOHANG) == 0);
    kill(pid, SIGCONT);
    CHECK(status_of(pid) == SIGTERM);
    if ((pid = fork()) == 0)
        for (;;)
            pause();
    kill(pid, SIGSTOP);
    usleep(100000);
    kill(pid, SIGKILL);
    CHECK(status_of(pid) == SIGKILL);
}

static void children(void)
{
    int pid, status;

    handle(SIGCHLD, note, SA_RESTART, 0);
    times = 0;
    if ((pid = fork()) == 0)
        exit(3);
    CHECK(status_of(pid) == 3 << 8);
    CHECK(got == SIGCHLD && times == 1);
    signal(SIGCHLD, SIG_IGN);
    if (fork() == 0)
        usleep(100000), exit(0);
    CHECK_ERROR(ECHILD, wait(&status));
    signal(SIGCHLD, SIG_DFL);
}

static void broken_pipe(void)
{
    int fds[2], pid;

    CHECK(pipe(fds) == 0);
    close(fds[0]);
    if ((pid = fork()) == 0)
        write(fds[1], "x", 1), exit(0);
    CHECK(status_of(pid) == SIGPIPE);
    signal(SIGPIPE, note);
    CHECK_ERROR(EPIPE, write(fds[1], "x", 1));
    CHECK(got == SIGPIPE);
    close(fds[1]);
}

/* What is ignored stays so over exec; what had a handler has none there. */
static void over_exec(const char *name)
{
    char path[64], *ignoring[] = {(char *)name, "usr1", 0}, *handling[] = {(char *)name, "usr2", 0};
    int pid;

    snprintf(path, sizeof path, "/bin/%s", name);
    if ((pid = fork()) == 0) {
        signal(SIGUSR1, SIG_IGN);
        execv(path, ignoring);
    }
    CHECK(status_of(pid) == 5 << 8);
    if ((pid = fork()) == 0) {
        signal(SIGUSR2, note);
        execv(path, handling);
    }
    CHECK(status_of(pid) == SIGUSR2);
}

static void groups(void)
{
    int i, pids[3];

    for (i = 0; i < 3; i++) {
        if ((pids[i] = fork()) == 0)
            for (;;)
                pause();
        setpgid(pids[i], pids[0]);
    }
    CHECK(killpg(pids[0], 0) == 0 && kill(-pids[0], SIGTERM) == 0);
    for (i = 0; i < 3; i++)
        CHECK(status_of(pids[i]) == SIGTERM);
    CHECK_ERROR(ESRCH, kill(-pids[0], SIGTERM));
    CHECK_ERROR(EINVAL, killpg(-1, SIGTERM));
    signal(SIGUSR1, note);
    times = 0;
    CHECK(kill(0, SIGUSR1) == 0 && times == 1);
}

int main(int argc, char *argv[])
{
    if (argc > 1) {
        raise(strcmp(argv[1], "usr1") == 0 ? SIGUSR1 : SIGUSR2);
        return 5;
    }
    handlers();
    masks();
    nested();
    interrupted_calls();
    suspending();
    alarms();
    faults();
    ends();
    stopping();
    children();
    broken_pipe();
    over_exec("signals");
    groups();
    printf("ok\n");
    return 0;
}
