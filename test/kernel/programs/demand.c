/* Pages that come with their first use, and copy on write: what fork costs, who gets which page, and that promises are kept. */
#include <fcntl.h>
#include <pthread.h>
#include <ringside.h>
#include <signal.h>
#include "check.h"

#define PAGE 4096

static char data[10 * PAGE] = {1}, zeros[100 * PAGE];

/* How many pages that takes; a page table more may be among them. */
static int pages_for(void (*act)(void))
{
    int before = freepages();

    act();
    return before - freepages();
}

static void touch_one(void)
{
    zeros[50 * PAGE] = 1;
}

static void allocate(void)
{
    CHECK(sbrk(64 * PAGE) != (void *)-1);
}

static void read_zeros(void)
{
    CHECK(zeros[60 * PAGE] == 0 && zeros[60 * PAGE + 1] == 0);
}

static void zeros_come_with_their_use(void)
{
    CHECK(pages_for(touch_one) == 1);
    CHECK(pages_for(touch_one) == 0);
    CHECK(pages_for(read_zeros) == 1);
    CHECK(pages_for(allocate) <= 1);
    sbrk(-64 * PAGE);
}

/* A child writes some pages: it pays for those, and its parent sees nothing of it. */
static void child_pays_for_what_it_writes(void)
{
    int ends[2], back[2], before, with_child, i, pid;
    char c = 'x';

    CHECK(pipe(ends) == 0 && pipe(back) == 0);
    memset(data, 'd', sizeof data);
    pid = fork();
    if (pid == 0) {
        read(ends[0], &c, 1);
        for (i = 0; i < 5; i++)
            data[i * PAGE] = 'c';
        CHECK(data[1] == 'd' && data[5 * PAGE] == 'd');
        write(back[1], &c, 1);
        read(ends[0], &c, 1);
        exit(0);
    }
    usleep(100000);
    with_child = freepages();
    write(ends[1], &c, 1);
    CHECK(read(back[0], &c, 1) == 1);
    CHECK(with_child - freepages() == 5);
    CHECK(data[0] == 'd');
    before = freepages();
    for (i = 0; i < 5; i++)
        data[i * PAGE] = 'p'; /* the last owner just keeps them */
    CHECK(freepages() == before);
    data[6 * PAGE] = 'p'; /* which the child has still */
    CHECK(freepages() == before - 1);
    write(ends[1], &c, 1);
    CHECK(status_of(pid) == 0);
    for (i = 0; i < 2; i++)
        close(ends[i]), close(back[i]);
}

/* The kernel writes to such pages too: it must not write to both. */
static void kernel_copies_too(void)
{
    int ends[2], pid;

    CHECK(pipe(ends) == 0);
    memset(data, 'd', sizeof data);
    pid = fork();
    if (pid == 0) {
        CHECK(read(ends[0], data + 3 * PAGE - 2, 4) == 4);
        exit(memcmp(data + 3 * PAGE - 2, "abcd", 4));
    }
    write(ends[1], "abcd", 4);
    CHECK(status_of(pid) == 0);
    CHECK(memcmp(data + 3 * PAGE - 2, "dddd", 4) == 0);
    close(ends[0]), close(ends[1]);
}

/* A thread waits for the disk, to read into a page that another one leaves to a child meanwhile: it is the parent's. */
static void *read_program(void *to)
{
    int fd = open("/bin/init", O_RDONLY);

    lseek(fd, 8192, SEEK_SET);
    CHECK(read(fd, to, 4096) == 4096);
    close(fd);
    return 0;
}

static void pages_in_use_stay(void)
{
    static char expected[PAGE];
    pthread_t thread;
    int round, pid;

    read_program(expected);
    for (round = 0; round < 5; round++) {
        memset(data, 'd', sizeof data);
        CHECK(pthread_create(&thread, 0, read_program, data + 4 * PAGE) == 0);
        usleep(500 + 1000 * round);
        pid = fork();
        if (pid == 0)
            _exit(0);
        data[5 * PAGE - 1] = 'd';
        CHECK(pthread_join(thread, 0) == 0);
        CHECK(memcmp(data + 4 * PAGE, expected, PAGE - 1) == 0);
        CHECK(status_of(pid) == 0);
    }
}

/* What malloc has given can be used, however many processes there are: who asks for more than there is is told so. */
static void promises_are_kept(void)
{
    char *start = sbrk(0);
    int pages = 0, pid;

    while (sbrk(PAGE) != (void *)-1)
        pages++;
    CHECK(errno == ENOMEM && pages > 100);
    CHECK_ERROR(EAGAIN, fork());
    sbrk(-40 * PAGE);
    pages -= 40;
    memset(start, 'm', pages * PAGE);
    CHECK_ERROR(ENOMEM, fork());
    sbrk(-(pages / 2 + 70) * PAGE); /* a child has the zeros of this program too */
    pages -= pages / 2 + 70;
    pid = fork();
    CHECK(pid >= 0);
    memset(start, pid ? 'p' : 'c', pages * PAGE); /* both write all of it */
    if (pid == 0)
        exit(start[0] != 'c' || start[pages * PAGE - 1] != 'c');
    CHECK(status_of(pid) == 0);
    CHECK(start[0] == 'p');
    sbrk(-pages * PAGE);
}

int main(void)
{
    int before;

    zeros_come_with_their_use();
    child_pays_for_what_it_writes();
    kernel_copies_too();
    promises_are_kept(); /* page tables stay */
    before = freepages();
    promises_are_kept();
    CHECK(freepages() == before);
    pages_in_use_stay();
    printf("ok\n");
    return 0;
}
