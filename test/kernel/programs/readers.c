/* Who waits for the disk keeps nobody waiting who wants another file. */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "check.h"

#define BLOCKS 100 /* more than are kept in memory */

static char block[4096];

static void make(const char *path, int blocks)
{
    int i, fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0644);

    CHECK(fd >= 0);
    for (i = 0; i < blocks; i++) {
        memset(block, 'a' + i % 26, sizeof block);
        CHECK(write(fd, block, sizeof block) == sizeof block);
    }
    CHECK(fsync(fd) == 0);
    close(fd);
}

/* Reads all of a file, of which each block has a letter of its own. */
static void read_all(const char *path, int blocks)
{
    int i, fd = open(path, O_RDONLY);

    CHECK(fd >= 0);
    for (i = 0; i < blocks; i++) {
        CHECK(read(fd, block, sizeof block) == sizeof block);
        CHECK(block[0] == 'a' + i % 26 && block[sizeof block - 1] == block[0]);
    }
    CHECK(read(fd, block, 1) == 0);
    close(fd);
}

static long waits(int who)
{
    struct rusage used;

    CHECK(getrusage(who, &used) == 0);
    return used.ru_nvcsw;
}

int main(void)
{
    struct stat status;
    long before;
    int child;

    make("/large", BLOCKS);
    make("/small", 1);
    child = fork();
    if (child == 0) {
        read_all("/large", BLOCKS);
        return 0;
    }
    before = waits(RUSAGE_SELF);
    while (waitpid(child, NULL, WNOHANG) == 0) {
        CHECK(stat("/large", &status) == 0 && status.st_size == BLOCKS * sizeof block);
        read_all("/small", 1);
        sched_yield();
    }
    CHECK(waits(RUSAGE_SELF) == before);
    CHECK(waits(RUSAGE_CHILDREN) >= BLOCKS);
    CHECK(unlink("/large") == 0 && unlink("/small") == 0);
    puts("ok");
    return 0;
}
