/* Pipes: order, blocking at both ends, the end of the data, nobody to read. */
#include <limits.h>
#include <signal.h>
#include "check.h"

#define TOTAL 50000

static char big[6000];

static char byte_at(int i)
{
    return (char)(i * 7 + i / 251);
}

static void produce(int fd, int piece)
{
    int sent, i, count;

    for (sent = 0; sent < TOTAL; sent += count) {
        count = piece < TOTAL - sent ? piece : TOTAL - sent;
        for (i = 0; i < count; i++)
            big[i] = byte_at(sent + i);
        CHECK(write(fd, big, count) == count);
    }
    exit(0);
}

static void consume(int fd, int piece)
{
    int got = 0, i, count;

    while ((count = read(fd, big, piece)) > 0)
        for (i = 0; i < count; i++, got++)
            CHECK(big[i] == byte_at(got));
    CHECK(count == 0 && got == TOTAL);
}

static void transfer(int write_piece, int read_piece)
{
    int fds[2], pid;

    CHECK(pipe(fds) == 0);
    if ((pid = fork()) == 0)
        produce(fds[1], write_piece);
    CHECK(close(fds[1]) == 0);
    consume(fds[0], read_piece);
    CHECK(close(fds[0]) == 0);
    CHECK(status_of(pid) == 0);
}

static void ends(void)
{
    int fds[2];
    char c;

    CHECK(pipe(fds) == 0);
    CHECK_ERROR(EBADF, write(fds[0], "x", 1));
    CHECK_ERROR(EBADF, read(fds[1], &c, 1));
    CHECK_ERROR(ESPIPE, lseek(fds[0], 0, SEEK_SET));
    CHECK(write(fds[1], "xy", 2) == 2 && close(fds[1]) == 0);
    CHECK(read(fds[0], big, 100) == 2 && read(fds[0], big, 100) == 0 && close(fds[0]) == 0);
    CHECK(pipe(fds) == 0 && close(fds[0]) == 0);
    CHECK_ERROR(EPIPE, write(fds[1], "x", 1));
    CHECK(close(fds[1]) == 0);
}

/* A writer that waits for room hears it when the reader goes. */
static void reader_goes(void)
{
    int fds[2], pid;

    CHECK(pipe(fds) == 0);
    if ((pid = fork()) == 0) {
        close(fds[0]);
        while (write(fds[1], big, sizeof big) > 0) {}
        exit(errno);
    }
    usleep(5000000);
    close(fds[0]);
    close(fds[1]);
    CHECK(status_of(pid) == EPIPE << 8);
}

#define WRITERS 3
#define MESSAGES 60
#define MESSAGE 100 /* no divisor of what a pipe holds */

static void repeat_message(int fd, char letter)
{
    int i;

    memset(big, letter, MESSAGE);
    for (i = 0; i < MESSAGES; i++)
        CHECK(write(fd, big, MESSAGE) == MESSAGE);
    exit(0);
}

static void read_message(int fd)
{
    int got = 0, i;

    while (got < MESSAGE) {
        int count = read(fd, big + got, MESSAGE - got);

        CHECK(count > 0);
        got += count;
    }
    for (i = 1; i < MESSAGE; i++)
        CHECK(big[i] == big[0]);
}

/* What several write at once, each in pieces of up to PIPE_BUF bytes, is never mixed within a piece. */
static void atomic_writes(void)
{
    int fds[2], i;

    CHECK(pipe(fds) == 0);
    for (i = 0; i < WRITERS; i++)
        if (fork() == 0)
            repeat_message(fds[1], 'a' + i);
    close(fds[1]);
    for (i = 0; i < WRITERS * MESSAGES; i++)
        read_message(fds[0]);
    CHECK(read(fds[0], big, 1) == 0 && close(fds[0]) == 0);
    for (i = 0; i < WRITERS; i++)
        CHECK(wait(0) > 0);
}

/* A write of PIPE_BUF bytes waits until all of them fit, and is told when the reader goes meanwhile. */
static void waiting_for_room(void)
{
    int fds[2], pid, count;

    CHECK(pipe(fds) == 0);
    if ((pid = fork()) == 0) {
        close(fds[0]);
        while ((count = write(fds[1], big, PIPE_BUF)) == PIPE_BUF) {}
        exit(count == -1 && errno == EPIPE ? 0 : 1);
    }
    close(fds[1]);
    usleep(5000000);
    CHECK(read(fds[0], big, PIPE_BUF - 1) == PIPE_BUF - 1);
    usleep(5000000);
    close(fds[0]);
    CHECK(status_of(pid) == 0);
}

/* As the shell does it: echo | wc. */
static void between_programs(void)
{
    char *echo[] = {"/bin/echo", "three", "words", "here", 0}, *wc[] = {"/bin/wc", 0};
    int fds[2], left, right;

    fflush(stdout);
    CHECK(pipe(fds) == 0);
    if ((left = fork()) == 0)
        dup2(fds[1], 1), close(fds[0]), close(fds[1]), execv(echo[0], echo), exit(99);
    if ((right = fork()) == 0)
        dup2(fds[0], 0), close(fds[0]), close(fds[1]), execv(wc[0], wc), exit(99);
    close(fds[0]);
    close(fds[1]);
    CHECK(status_of(left) == 0 && status_of(right) == 0);
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    transfer(6000, 6000);
    transfer(1000, 77);
    transfer(123, 6000);
    ends();
    reader_goes();
    atomic_writes();
    waiting_for_room();
    between_programs();
    printf("ok\n");
    return 0;
}
