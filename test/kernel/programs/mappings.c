/* mmap: files and memory, of one process and of several; what is written to them, and what goes back. */
#include <fcntl.h>
#include <pthread.h>
#include <ringside.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include "check.h"

#define PAGE 4096

static int dies(volatile char *address, int write)
{
    int pid = fork();

    if (pid == 0) {
        if (write)
            *address = 1;
        exit(*address == 77);
    }
    return status_of(pid) == (SIGSEGV | WCOREFLAG);
}

/* A file of so many bytes: a, b, c … by pages. */
static int make_file(const char *name, int size)
{
    int fd = open(name, O_RDWR | O_CREAT | O_TRUNC, 0644), i;
    char page[PAGE];

    for (i = 0; size > 0; i++, size -= PAGE) {
        memset(page, 'a' + i, PAGE);
        CHECK(write(fd, page, size < PAGE ? size : PAGE) > 0);
    }
    return fd;
}

static void memory(void)
{
    int before = freepages();
    char *p = mmap(0, 20 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), *q, *third;

    CHECK(p != MAP_FAILED && (unsigned)p % PAGE == 0);
    CHECK(before - freepages() <= 1); /* a page table */
    CHECK(p[0] == 0 && p[20 * PAGE - 1] == 0);
    memset(p, 'x', 20 * PAGE);
    q = mmap(0, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(q != MAP_FAILED && (q >= p + 20 * PAGE || q + PAGE <= p));
    CHECK(q[5] == 0 && dies(q, 1));
    CHECK(munmap(p + 5 * PAGE, 5 * PAGE) == 0);
    CHECK(p[4 * PAGE] == 'x' && p[10 * PAGE] == 'x' && dies(p + 5 * PAGE, 0));
    third = mmap(0, 5 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(third == p + 5 * PAGE && third[0] == 0); /* the gap */
    CHECK(mmap(p, PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == p);
    CHECK(dies(p, 0) && p[PAGE] == 'x');
    CHECK(munmap(p, 20 * PAGE) == 0 && munmap(q, PAGE) == 0 && munmap(q, PAGE) == 0);
    CHECK(before - freepages() <= 1);
}

static void shared_by_a_family(void)
{
    int *counts = mmap(0, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), i, pid;
    int before = freepages();

    CHECK(counts != MAP_FAILED);
    for (i = 0; i < 4; i++)
        if (fork() == 0) {
            int round;

            for (round = 0; round < 100; round++)
                __sync_fetch_and_add(&counts[1024], 1);
            exit(0);
        }
    while (wait(0) > 0)
        ;
    CHECK(counts[1024] == 400);
    if ((pid = fork()) == 0) {
        execl("/bin/echo", "echo", "-n", (char *)0);
        exit(1);
    }
    CHECK(status_of(pid) == 0 && counts[1024] == 400);
    CHECK(freepages() == before);
    CHECK(munmap(counts, 2 * PAGE) == 0);
}

/* A mutex in memory that processes share keeps them apart. */
static void shared_lock(void)
{
    struct { pthread_mutex_t mutex; int inside, total; } *s =
        mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int i, round;

    pthread_mutex_init(&s->mutex, 0);
    for (i = 0; i < 3; i++)
        if (fork() == 0) {
            for (round = 0; round < 20; round++) {
                pthread_mutex_lock(&s->mutex);
                CHECK(++s->inside == 1);
                sched_yield();
                s->inside--, s->total++;
                pthread_mutex_unlock(&s->mutex);
            }
            exit(0);
        }
    while (wait(0) > 0)
        ;
    CHECK(s->total == 60);
    CHECK(munmap(s, PAGE) == 0);
}

static void private_file(void)
{
    int fd = make_file("/private", 3 * PAGE + 100), before = freepages();
    char *p = mmap(0, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0), c;
    char *q = mmap(0, PAGE, PROT_READ, MAP_PRIVATE, fd, 2 * PAGE);

    CHECK(p != MAP_FAILED && q != MAP_FAILED);
    CHECK(p[0] == 'a' && p[PAGE] == 'b' && p[3 * PAGE + 99] == 'd' && p[3 * PAGE + 100] == 0);
    CHECK(q[0] == 'c' && dies(q, 1));
    p[0] = 'X';
    CHECK(pread(fd, &c, 1, 0) == 1 && c == 'a');
    CHECK(munmap(p, 4 * PAGE) == 0 && munmap(q, PAGE) == 0);
    CHECK(before - freepages() <= 1);
    p = mmap(0, 10 * PAGE, PROT_READ, MAP_PRIVATE, fd, 0); /* more than there is of the file */
    CHECK(p[3 * PAGE] == 'd' && dies(p + 4 * PAGE, 0));
    CHECK(munmap(p, 10 * PAGE) == 0);
    close(fd);
    unlink("/private");
}

/* What is written to it is seen by read at once, and stays when it is unmapped, or when the process ends. */
static void shared_file(void)
{
    int fd = make_file("/shared", 2 * PAGE + 10), before = freepages(), pid, ends[2];
    char *p = mmap(0, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0), *q, bytes[8];

    CHECK(p != MAP_FAILED && p[PAGE] == 'b');
    q = mmap(0, PAGE, PROT_READ, MAP_SHARED, fd, PAGE);
    memcpy(p + PAGE, "mapped", 6);
    CHECK(memcmp(q, "mapped", 6) == 0);
    CHECK(pread(fd, bytes, 6, PAGE) == 6 && memcmp(bytes, "mapped", 6) == 0);
    CHECK(pwrite(fd, "written", 7, PAGE + 100) == 7 && memcmp(q + 100, "written", 7) == 0);
    CHECK(msync(p, 3 * PAGE, MS_SYNC) == 0);
    CHECK(pipe(ends) == 0 && write(ends[1], "piped", 5) == 5 && read(ends[0], p + 2 * PAGE, 5) == 5);
    close(ends[0]), close(ends[1]);
    if ((pid = fork()) == 0) {
        memcpy(p, "child", 5);
        p[2 * PAGE + 9] = 'E';
        p[2 * PAGE + 10] = 'F'; /* behind the end */
        exit(0);
    }
    CHECK(status_of(pid) == 0 && memcmp(p, "child", 5) == 0);
    close(fd);
    CHECK(munmap(p, 3 * PAGE) == 0 && memcmp(q, "mapped", 6) == 0 && munmap(q, PAGE) == 0);
    CHECK(before - freepages() <= 1);
    fd = open("/shared", O_RDWR);
    CHECK(lseek(fd, 0, SEEK_END) == 2 * PAGE + 10);
    CHECK(pread(fd, bytes, 5, 0) == 5 && memcmp(bytes, "child", 5) == 0);
    CHECK(pread(fd, bytes, 2, 2 * PAGE + 9) == 1 && bytes[0] == 'E');
    CHECK(pread(fd, bytes, 5, 2 * PAGE) == 5 && memcmp(bytes, "piped", 5) == 0);
    p = mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    CHECK(ftruncate(fd, 2) == 0 && ftruncate(fd, 10) == 0 && p[1] == 'h' && p[2] == 0);
    memcpy(p + 4, "last", 4);
    unlink("/shared"); /* and it ends with the process */
}

static int initialised[2 * PAGE / sizeof(int)] = {5};

/* What a page may be used for can be said anew, and holds for the kernel too; what is private stays so. */
static void protection(void)
{
    int before = freepages(), fd, ends[2], pid;
    char *p = mmap(0, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), *q;
    int *page = (int *)(((unsigned)initialised + PAGE - 1) & -PAGE);

    p[0] = 'x', p[PAGE] = 'y';
    CHECK(mprotect(p, 3 * PAGE, PROT_READ) == 0); /* the third has not been used yet */
    CHECK(p[0] == 'x' && dies(p, 1) && dies(p + 2 * PAGE, 1) && p[2 * PAGE] == 0 && dies(p + 2 * PAGE, 1));
    CHECK(pipe(ends) == 0 && write(ends[1], p, 1) == 1);
    CHECK_ERROR(EFAULT, read(ends[0], p, 1));
    CHECK(mprotect(p, PAGE, PROT_NONE) == 0 && dies(p, 0));
    CHECK_ERROR(EFAULT, write(ends[1], p, 1));
    CHECK(mprotect(p, 4 * PAGE, PROT_READ | PROT_WRITE) == 0 && p[0] == 'x');
    p[0] = 'z', p[2 * PAGE] = 'c';
    pid = fork(); /* both have the pages now */
    if (pid == 0) {
        CHECK(mprotect(p, 4 * PAGE, PROT_READ) == 0 && dies(p, 1));
        CHECK(mprotect(p, 4 * PAGE, PROT_READ | PROT_WRITE) == 0);
        p[0] = 'C', p[3 * PAGE] = 'D', p[PAGE]++;
        exit(p[0] != 'C' || p[PAGE] != 'z');
    }
    CHECK(mprotect(p, 4 * PAGE, PROT_READ) == 0);
    CHECK(status_of(pid) == 0 && p[0] == 'z' && p[PAGE] == 'y' && p[3 * PAGE] == 0);
    CHECK(munmap(p, 4 * PAGE) == 0);
    CHECK(mprotect(page, PAGE, PROT_READ) == 0 && dies((char *)page, 1));
    CHECK(mprotect(page, PAGE, PROT_READ | PROT_WRITE) == 0);
    *page = 6;
    fd = make_file("/protected", PAGE);
    close(fd);
    fd = open("/protected", O_RDONLY);
    q = mmap(0, PAGE, PROT_READ, MAP_SHARED, fd, 0);
    CHECK_ERROR(EACCES, mprotect(q, PAGE, PROT_READ | PROT_WRITE));
    CHECK(mprotect(q, PAGE, PROT_NONE) == 0 && dies(q, 0) && mprotect(q, PAGE, PROT_READ) == 0 && *q == 'a');
    CHECK(munmap(q, PAGE) == 0 && close(fd) == 0 && unlink("/protected") == 0);
    CHECK_ERROR(EINVAL, mprotect(page + 1, PAGE, PROT_READ));
    CHECK_ERROR(EINVAL, mprotect(page, PAGE, 99));
    CHECK_ERROR(ENOMEM, mprotect(0, PAGE, PROT_READ));
    CHECK_ERROR(ENOMEM, mprotect(q, PAGE, PROT_READ));
    CHECK_ERROR(ENOMEM, mprotect((void *)0x80000000, PAGE, PROT_READ));
    CHECK_ERROR(ENOMEM, mprotect(page, 0xffffffff, PROT_READ));
    CHECK(close(ends[0]) == 0 && close(ends[1]) == 0);
    CHECK(before - freepages() <= 2); /* page tables, and the page of `initialised` */
}

static void errors(void)
{
    int fd = make_file("/errors", 10), only = open("/errors", O_RDONLY), ends[2];

    CHECK(pipe(ends) == 0);
    CHECK_ERROR(EINVAL, mmap(0, 0, PROT_READ, MAP_PRIVATE, fd, 0));
    CHECK_ERROR(EINVAL, mmap(0, PAGE, PROT_READ, 0, fd, 0));
    CHECK_ERROR(EINVAL, mmap(0, PAGE, PROT_READ, MAP_SHARED | MAP_PRIVATE, fd, 0));
    CHECK_ERROR(EINVAL, mmap(0, PAGE, PROT_READ, MAP_PRIVATE, fd, 100));
    CHECK_ERROR(EINVAL, mmap((void *)0x5000, PAGE, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, 0));
    CHECK_ERROR(EINVAL, mmap(0, PAGE, 99, MAP_PRIVATE, fd, 0));
    CHECK_ERROR(EBADF, mmap(0, PAGE, PROT_READ, MAP_PRIVATE, 77, 0));
    CHECK_ERROR(ENODEV, mmap(0, PAGE, PROT_READ, MAP_PRIVATE, ends[0], 0));
    CHECK_ERROR(EACCES, mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, only, 0));
    CHECK(mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, only, 0) != MAP_FAILED);
    CHECK_ERROR(ENOMEM, mmap(0, 0x7fffffff, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    CHECK_ERROR(ENOMEM, mmap(0, (freepages() + 1) * PAGE, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    CHECK_ERROR(EINVAL, munmap((void *)0x5000, PAGE));
    CHECK_ERROR(EINVAL, munmap((void *)(0x7fffffff & -PAGE), PAGE));
    CHECK_ERROR(EINVAL, msync((void *)0x80000000, PAGE, MS_SYNC));
    close(fd), close(only), close(ends[0]), close(ends[1]);
    unlink("/errors");
}

int main(void)
{
    memory();
    shared_by_a_family();
    shared_lock();
    private_file();
    shared_file();
    protection();
    errors();
    printf("ok\n");
    return 0;
}
