/* The kernel's tables of open files and of inodes fill up, say so, and are empty again afterwards. */
#include <fcntl.h>
#include <signal.h>
#include "check.h"

#define CHILDREN 12
#define EACH 11

static char name[40];

static char *file(int number)
{
    sprintf(name, "/table-%d", number);
    return name;
}

/* Opens as many files as it can, all different or all the same, and says how many. */
static void open_many(int child, int different, int report)
{
    char count = 0;
    int i;

    for (i = 0; i < EACH; i++) {
        if (open(file(different ? child * EACH + i : 0), O_RDONLY) >= 0)
            count++;
        else if (errno != ENFILE)
            exit(errno);
    }
    write(report, &count, 1);
    for (;;)
        usleep(1000000);
}

/* How many files all children together have open at once. */
static int open_at_once(int different)
{
    int pids[CHILDREN], fds[2], i, total = 0;
    char count;

    CHECK(pipe(fds) == 0);
    for (i = 0; i < CHILDREN; i++)
        if ((pids[i] = fork()) == 0)
            open_many(i, different, fds[1]);
    close(fds[1]);
    for (i = 0; i < CHILDREN; i++) {
        CHECK(read(fds[0], &count, 1) == 1);
        total += count;
    }
    close(fds[0]);
    for (i = 0; i < CHILDREN; i++) {
        CHECK(kill(pids[i], SIGKILL) == 0);
        CHECK(status_of(pids[i]) == SIGKILL);
    }
    return total;
}

int main(void)
{
    int i, fd, inodes, files;

    for (i = 0; i < CHILDREN * EACH; i++) {
        fd = open(file(i), O_WRONLY | O_CREAT, 0644);
        CHECK(fd == 3 && close(fd) == 0);
    }
    inodes = open_at_once(1);
    CHECK(inodes > 40 && inodes < 64);
    files = open_at_once(0);
    CHECK(files > 100 && files < 128);
    CHECK(open_at_once(1) == inodes);
    CHECK(open_at_once(0) == files);
    printf("ok\n");
    return 0;
}
