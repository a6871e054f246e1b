/* Writes without end, for a test that stops the machine at any instant: what it says is on the disk must be there. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include "check.h"

#define RECORD 700

static char record[RECORD];

static void fill(int number)
{
    int i;

    for (i = 0; i < RECORD; i++)
        record[i] = 'a' + (number + i) % 26;
}

/* A file that grows by whole records, each of which is on the disk before it is told. */
static void append(int fd, int number)
{
    fill(number);
    CHECK(write(fd, record, RECORD) == RECORD && fsync(fd) == 0);
    printf("synced %d\n", number + 1);
    fflush(stdout);
}

/* A file that is there at any time, old or new, never in between. */
static void replace(int number)
{
    int fd = open("/new", O_WRONLY | O_CREAT | O_TRUNC, 0644), i;

    fill(number);
    for (i = 0; i < 20; i++)
        CHECK(write(fd, record, RECORD) == RECORD);
    CHECK(close(fd) == 0 && rename("/new", "/current") == 0);
}

/* Names that come and go, a file that is large and is cut, one that is open when its name goes. */
static void churn(int number)
{
    char name[40], other[40];
    int fd;

    sprintf(name, "/tree/%d", number % 7);
    sprintf(other, "/tree/%d/f", number % 7);
    CHECK(mkdir(name, 0755) == 0 || errno == EEXIST);
    CHECK(link("/bin/init", other) == 0 || unlink(other) == 0);
    if (number % 7 == 0 && rmdir(name) < 0)
        CHECK(errno == ENOTEMPTY);
    fd = open("/open", O_RDWR | O_CREAT, 0644);
    CHECK(fd >= 0 && unlink("/open") == 0 && lseek(fd, 60000 + number * 1000, SEEK_SET) > 0);
    CHECK(write(fd, record, RECORD) == RECORD && ftruncate(fd, 50001) == 0 && close(fd) == 0);
}

int main(void)
{
    int fd = open("/log", O_WRONLY | O_CREAT | O_TRUNC, 0644), number;

    CHECK(fd >= 0 && mkdir("/tree", 0755) == 0);
    for (number = 0;; number++) {
        append(fd, number);
        replace(number);
        churn(number);
    }
}
