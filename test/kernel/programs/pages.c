/* However processes come and go, all their pages are free again afterwards. */
#include <fcntl.h>
#include <ringside.h>
#include <signal.h>
#include "check.h"

static char *self;

/* What a child does before it ends, or is ended; the pages of all of it must come back. */
static void live(int how)
{
    char *argv[] = {self, "child", 0};
    int fds[2];

    switch (how % 6) {
    case 0: exit(0);
    case 1: execv(self, argv); exit(99);
    case 2: sbrk(20 * 4096); *(volatile int *)0 = 0; exit(99);
    case 3: pipe(fds); write(fds[1], "left", 4); open("/bin/init", O_RDONLY); exit(0);
    case 4: execv("/etc/startup", argv); exit(0);
    case 5: fork(); exit(0);
    }
}

static void one_after_another(int count)
{
    int i, pid;

    for (i = 0; i < count; i++) {
        pid = fork();
        CHECK(pid >= 0);
        if (pid == 0)
            live(i);
        CHECK((status_of(pid) & 0xff00) != 99 << 8);
    }
}

static int pids[64];

/* Starts as many children as there is room for; they sleep until they are killed. */
static int as_many_as_possible(void)
{
    int count = 0, pid;

    while ((pid = fork()) > 0)
        pids[count++] = pid;
    if (pid == 0)
        for (;;)
            usleep(1000000);
    CHECK(errno == EAGAIN || errno == ENOMEM);
    return count;
}

static void end_all(int count)
{
    int i;

    for (i = 0; i < count; i++)
        CHECK(kill(pids[i], SIGKILL) == 0);
    for (i = 0; i < count; i++)
        CHECK(status_of(pids[i]) == SIGKILL);
}

/* Orphans are init's to wait for, so the last pages may come a moment later. */
static void check_pages(int before)
{
    int i;

    for (i = 0; freepages() != before && i < 100; i++)
        usleep(10000);
    if (freepages() != before)
        printf("%d pages were free, now %d\n", before, freepages());
    CHECK(freepages() == before);
}

int main(int argc, char *argv[])
{
    int before, count;

    if (argc > 1 && !strcmp(argv[1], "child"))
        return 0;
    self = argv[0];
    printf("start\n");
    before = freepages();
    one_after_another(argc > 1 ? atoi(argv[1]) : 200);
    check_pages(before);
    count = as_many_as_possible();
    end_all(count);
    check_pages(before);
    CHECK(as_many_as_possible() == count);
    end_all(count);
    check_pages(before);
    printf("%d at once\n", count);
    return 0;
}
