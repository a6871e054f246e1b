/* fork, exit, wait, waitpid, kill, orphans. */
#include <ringside.h>
#include <sched.h>
#include <signal.h>
#include "check.h"

static void statuses(void)
{
    int pid = fork();

    if (pid == 0)
        exit(42);
    CHECK(status_of(pid) == 42 << 8);
    if ((pid = fork()) == 0)
        exit(0x1ff);
    CHECK(status_of(pid) == 0xff << 8);
    if ((pid = fork()) == 0) { volatile int zero = 0; exit(1 / zero); }
    CHECK(status_of(pid) == (SIGFPE | WCOREFLAG));
    CHECK_ERROR(ECHILD, wait(0));
    CHECK_ERROR(ECHILD, waitpid(1, 0, 0));
}

/* What a fork costs, in instructions; where none come in between. */
static unsigned cost_of_fork(void)
{
    unsigned long long start = instructions();
    int pid = fork();

    if (pid == 0)
        _exit(0);
    start = instructions() - start;
    CHECK(status_of(pid) == 0);
    return start;
}

static void fork_is_cheap(void)
{
    unsigned cheapest = ~0u;
    int i;

    for (i = 0; i < 5; i++) {
        unsigned cost = cost_of_fork();

        cheapest = cost < cheapest ? cost : cheapest;
    }
    CHECK(cheapest < 20000);
}

/* A child has a copy of the memory, not the memory. */
static void memory_is_copied(void)
{
    static int shared = 1;
    int local = 1, *heap = sbrk(4096), pid;

    *heap = 1;
    if ((pid = fork()) == 0) {
        shared = local = *heap = 2;
        exit(shared + local + *heap);
    }
    CHECK(status_of(pid) == 6 << 8);
    CHECK(shared == 1 && local == 1 && *heap == 1);
}

static void waiting_for_one(void)
{
    int slow = fork(), quick, status;

    if (slow == 0) { usleep(5000000); exit(1); }
    quick = fork();
    if (quick == 0)
        exit(2);
    CHECK(waitpid(slow, &status, WNOHANG) == 0);
    CHECK(waitpid(slow, &status, 0) == slow && status == 1 << 8);
    CHECK(waitpid(slow, &status, WNOHANG) == -1 && errno == ECHILD);
    CHECK(waitpid(-1, &status, WNOHANG) == quick && status == 2 << 8);
    CHECK(waitpid(-1, 0, WNOHANG) == -1 && errno == ECHILD);
}

static void family(void)
{
    int parent = getpid(), pid, fds[2], grandparent = 0;

    CHECK(pipe(fds) == 0);
    pid = fork();
    if (pid == 0) {
        if (fork() == 0) {
            while (getppid() != 1)
                usleep(1000);
            write(fds[1], &parent, sizeof parent);
            exit(0);
        }
        exit(getppid() == parent ? 0 : 1);
    }
    CHECK(status_of(pid) == 0);
    CHECK(read(fds[0], &grandparent, sizeof grandparent) == sizeof grandparent);
    CHECK(grandparent == parent);
    CHECK_ERROR(ECHILD, wait(0));
    close(fds[0]);
    close(fds[1]);
}

/* However a process waits, and even if it has never run, kill ends it. */
static void do_until_killed(int how, int fds[2])
{
    char c;

    switch (how) {
    case 0: usleep(0xffffffff); break;
    case 1: read(fds[0], &c, 1); break;
    case 2: for (;;) write(fds[1], "full", 4);
    case 3: if (fork() == 0) usleep(500000), exit(0); wait(0); break;
    case 4: for (;;) sched_yield(); break;
    }
    for (;;)
        usleep(1000000);
}

static void killing(int how, int first_run)
{
    int fds[2], pid;

    CHECK(pipe(fds) == 0);
    pid = fork();
    if (pid == 0)
        do_until_killed(how, fds);
    if (first_run)
        usleep(1000000);
    CHECK(kill(pid, 0) == 0);
    CHECK(kill(pid, SIGTERM) == 0);
    CHECK(status_of(pid) == SIGTERM);
    CHECK_ERROR(ESRCH, kill(pid, SIGKILL));
    close(fds[0]);
    close(fds[1]);
}

static void killing_errors(void)
{
    CHECK_ERROR(ESRCH, kill(9999, SIGKILL));
    CHECK_ERROR(EPERM, kill(1, SIGKILL));
    CHECK_ERROR(EINVAL, kill(getpid(), 99));
    CHECK(kill(1, 0) == 0 && kill(1, SIGTERM) == 0 && kill(0, 0) == 0 && kill(-1, 0) == 0);
}

int main(void)
{
    int how, pid;

    printf("start\n");
    fflush(stdout);
    fork_is_cheap();
    statuses();
    memory_is_copied();
    waiting_for_one();
    family();
    for (how = 0; how < 5; how++)
        killing(how, 1), killing(how, 0);
    killing_errors();
    if ((pid = fork()) == 0)
        kill(getpid(), SIGKILL), exit(1);
    CHECK(status_of(pid) == SIGKILL);
    printf("ok\n");
    return 7;
}
