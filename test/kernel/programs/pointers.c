/* Whatever pointer a program passes to the kernel, it gets EFAULT for one that it could not use itself. */
#include <fcntl.h>
#include <sys/stat.h>
#include "check.h"

static char good[64] = "/bin/init";
static const char constant[] = "constant";
static char data[8192];

static int end_of_memory(void)
{
    return ((int)sbrk(0) + 4095) & ~4095;
}

static void check_pointer(unsigned address, const char *what)
{
    void *bad = (void *)address;
    char *argv[] = {good, bad, 0};
    int fd = open(good, O_RDONLY);

    printf("%s\n", what);
    CHECK(fd >= 3);
    CHECK_ERROR(EFAULT, read(fd, bad, 16));
    CHECK_ERROR(EFAULT, write(1, bad, 16));
    CHECK_ERROR(EFAULT, open(bad, O_RDONLY));
    CHECK_ERROR(EFAULT, unlink(bad));
    CHECK_ERROR(EFAULT, execv(bad, argv));
    if (address)
        CHECK_ERROR(EFAULT, execv(good, argv));
    CHECK_ERROR(EFAULT, execv(good, bad));
    CHECK_ERROR(EFAULT, fstat(fd, bad));
    CHECK_ERROR(EFAULT, pipe(bad));
    if (address)
        CHECK_ERROR(EFAULT, wait(bad));
    close(fd);
}

/* What may be read but not written. */
static void check_read_only(void *place, const char *what)
{
    int fd = open(good, O_RDONLY);

    printf("%s\n", what);
    CHECK_ERROR(EFAULT, read(fd, place, 4));
    CHECK_ERROR(EFAULT, fstat(fd, place));
    CHECK_ERROR(EFAULT, pipe(place));
    close(fd);
}

/* A range that starts well and ends badly, or wraps around. */
static void check_ranges(void)
{
    int fd = open(good, O_RDONLY), end = end_of_memory();

    CHECK(sbrk(end - (int)sbrk(0)) != (void *)-1);
    CHECK_ERROR(EFAULT, read(fd, (char *)end - 8, 16));
    CHECK(read(fd, (char *)end - 8, 8) == 8);
    CHECK_ERROR(EFAULT, write(1, (char *)end - 8, 0x7ffff000));
    CHECK_ERROR(EINVAL, write(1, data, 0xffffffff));
    CHECK_ERROR(EINVAL, read(fd, data, 0x80000000));
    CHECK_ERROR(EFAULT, open((char *)memset((char *)end - 4, 'x', 4), O_RDONLY));
    CHECK(read(fd, 0, 0) == 0);
    CHECK(read(fd, data + 100, 6000) == 6000);
    close(fd);
}

int main(void)
{
    if (fork() == 0)
        return 0;
    usleep(10000);
    check_pointer(0, "null");
    check_pointer(0xffc, "page 0");
    check_pointer(0x80000000, "kernel text");
    check_pointer(0x80100000, "kernel memory");
    check_pointer(0xffc1e000, "kernel stack");
    check_pointer(0xfffffffc, "last word");
    check_pointer(0x7f7ff000, "below the stack");
    check_pointer(end_of_memory(), "past the heap");
    check_read_only((void *)main, "text");
    check_read_only((void *)constant, "constants");
    check_ranges();
    CHECK(wait(0) > 0);
    printf("ok\n");
    return 0;
}
