/* poll and select: on pipes, files and the console; time out, signals, what is no file. And what getrusage counts. */
#include <fcntl.h>
#include <poll.h>
#include <ringside.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/times.h>
#include "check.h"

static void nothing(int signal)
{
    (void)signal;
}

static void pipes(void)
{
    int ends[2], other[2], pid;
    char full[4096] = {0}, c;

    CHECK(pipe(ends) == 0 && pipe(other) == 0);
    struct pollfd fds[] = {{ends[0], POLLIN, 9}, {other[0], POLLIN, 9}, {-1, POLLIN, 9}, {ends[1], POLLOUT, 9}};

    CHECK(poll(fds, 3, 0) == 0 && fds[0].revents == 0 && fds[2].revents == 0);
    CHECK(poll(fds, 4, -1) == 1 && fds[3].revents == POLLOUT);
    if ((pid = fork()) == 0) {
        usleep(50000);
        write(other[1], "x", 1);
        exit(0);
    }
    CHECK(poll(fds, 3, -1) == 1 && fds[0].revents == 0 && fds[1].revents == POLLIN);
    CHECK(status_of(pid) == 0 && read(other[0], &c, 1) == 1);
    CHECK(write(ends[1], full, 3800) == 3800);
    CHECK(poll(&fds[3], 1, 5) == 0); /* no room for PIPE_BUF bytes */
    CHECK(poll(fds, 1, -1) == 1 && read(ends[0], full, sizeof full) == 3800);
    close(other[1]);
    CHECK(poll(fds, 2, 0) == 1 && fds[1].revents == POLLHUP);
    close(other[0]);
    CHECK(poll(fds, 2, -1) == 1 && fds[1].revents == POLLNVAL);
    close(ends[0]);
    CHECK(poll(&fds[3], 1, -1) == 1 && fds[3].revents & POLLERR);
    close(ends[1]);
}

static void time_and_signals(void)
{
    unsigned long long start = instructions();
    struct sigaction action = {.sa_handler = nothing};

    CHECK(poll(0, 0, 30) == 0 && instructions() - start >= 30000);
    sigaction(SIGALRM, &action, 0);
    ualarm(20000, 0);
    CHECK_ERROR(EINTR, poll(0, 0, -1));
    CHECK_ERROR(EFAULT, poll((void *)16, 1, 0));
    CHECK_ERROR(EFAULT, poll((void *)0x80000000, 1, 0));
    CHECK_ERROR(EINVAL, poll((void *)&action, 1000000, 0));
}

static void selecting(void)
{
    int ends[2], file = open("/bin/init", O_RDONLY);
    fd_set readable, writable;
    struct timeval time = {0, 20000};

    CHECK(pipe(ends) == 0);
    FD_ZERO(&readable);
    FD_ZERO(&writable);
    FD_SET(ends[0], &readable);
    CHECK(select(ends[1] + 1, &readable, 0, 0, &time) == 0 && !FD_ISSET(ends[0], &readable));
    FD_SET(ends[0], &readable);
    FD_SET(file, &readable);
    FD_SET(ends[1], &writable);
    CHECK(select(ends[1] + 1, &readable, &writable, 0, 0) == 2);
    CHECK(FD_ISSET(file, &readable) && !FD_ISSET(ends[0], &readable) && FD_ISSET(ends[1], &writable));
    write(ends[1], "x", 1);
    FD_SET(ends[0], &readable);
    CHECK(select(ends[1] + 1, &readable, 0, 0, 0) == 2);
    close(file);
    CHECK_ERROR(EBADF, select(ends[1] + 1, &readable, 0, 0, 0));
    CHECK_ERROR(EINVAL, select(1000, &readable, 0, 0, 0));
    close(ends[0]), close(ends[1]);
}

/* The console: a line is there to be read, or it is not. */
static void console(void)
{
    struct pollfd input = {0, POLLIN, 0};
    char line[20];

    CHECK(poll(&input, 1, -1) == 1 && input.revents == POLLIN);
    CHECK(read(0, line, sizeof line) == 6 && memcmp(line, "typed\n", 6) == 0);
}

static char page[8192];

static void usage(void)
{
    struct rusage before, after, children;
    struct tms clocks;
    volatile int i;
    int pid;

    CHECK(getrusage(RUSAGE_SELF, &before) == 0);
    for (i = 0; i < 100000; i++)
        ;
    page[5000] = 1;
    usleep(1000);
    CHECK(getrusage(RUSAGE_SELF, &after) == 0);
    CHECK(after.ru_utime.tv_usec + after.ru_utime.tv_sec * 1000000 -
              (before.ru_utime.tv_usec + before.ru_utime.tv_sec * 1000000) > 300000);
    CHECK(after.ru_minflt == before.ru_minflt + 1 && after.ru_maxrss == before.ru_maxrss + 4);
    CHECK(after.ru_nvcsw > before.ru_nvcsw);
    if ((pid = fork()) == 0) {
        for (i = 0; i < 50000; i++)
            ;
        exit(0);
    }
    CHECK(status_of(pid) == 0 && getrusage(RUSAGE_CHILDREN, &children) == 0);
    CHECK(children.ru_utime.tv_usec > 150000 && children.ru_stime.tv_usec > 0 && children.ru_minflt > 0);
    CHECK(times(&clocks) > 0 && clocks.tms_utime > 300000 && clocks.tms_cutime > 150000);
    CHECK_ERROR(EINVAL, getrusage(5, &after));
    CHECK_ERROR(EFAULT, getrusage(RUSAGE_SELF, (void *)16));
}

int main(void)
{
    pipes();
    time_and_signals();
    selecting();
    console();
    usage();
    printf("ok\n");
    return 0;
}
