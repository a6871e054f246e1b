/* What can be done with open files beside reading and writing on: offsets, sizes, flags, devices, long transfers. */
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <termios.h>
#include "check.h"

static char buffer[8192];

static int size_of(int fd)
{
    struct stat status;

    CHECK(fstat(fd, &status) == 0);
    return status.st_size;
}

static void at_offsets(void)
{
    int fd = open("/at", O_RDWR | O_CREAT, 0644), fds[2];

    CHECK(write(fd, "0123456789", 10) == 10);
    CHECK(pread(fd, buffer, 3, 4) == 3 && memcmp(buffer, "456", 3) == 0);
    CHECK(pwrite(fd, "xy", 2, 8) == 2 && pread(fd, buffer, 10, 7) == 3 && memcmp(buffer, "7xy", 3) == 0);
    CHECK(pread(fd, buffer, 10, 10) == 0 && pwrite(fd, "z", 1, 12) == 1 && size_of(fd) == 13);
    CHECK(lseek(fd, 0, SEEK_CUR) == 10);
    CHECK_ERROR(EINVAL, pread(fd, buffer, 1, -1));
    CHECK_ERROR(EINVAL, pwrite(fd, buffer, 1, -1));
    CHECK_ERROR(EBADF, pread(9, buffer, 1, 0));
    CHECK(pipe(fds) == 0);
    CHECK_ERROR(ESPIPE, pread(fds[0], buffer, 1, 0));
    CHECK_ERROR(ESPIPE, pwrite(fds[1], buffer, 1, 0));
    CHECK(close(fds[0]) == 0 && close(fds[1]) == 0 && close(fd) == 0);
    fd = open("/at", O_RDONLY);
    CHECK_ERROR(EBADF, pwrite(fd, "x", 1, 0));
    CHECK(close(fd) == 0 && unlink("/at") == 0);
}

static void check_zeros(int fd, int from, int count)
{
    int i;

    CHECK(pread(fd, buffer, count, from) == count);
    for (i = 0; i < count; i++)
        CHECK(buffer[i] == 0);
}

/* What was cut off never comes back. */
static void sizes(void)
{
    int fd = open("/sizes", O_RDWR | O_CREAT, 0644), size;

    memset(buffer, 's', sizeof buffer);
    CHECK(write(fd, buffer, 5000) == 5000);
    CHECK(ftruncate(fd, 3000) == 0 && size_of(fd) == 3000);
    CHECK(ftruncate(fd, 6000) == 0 && size_of(fd) == 6000);
    CHECK(pread(fd, buffer, 1, 2999) == 1 && *buffer == 's');
    check_zeros(fd, 3000, 3000);
    CHECK(truncate("/sizes", 0) == 0 && size_of(fd) == 0);
    CHECK(ftruncate(fd, 0x7fffffff) == 0 && size_of(fd) == 0x7fffffff);
    check_zeros(fd, 0x7ffffff0, 15);
    /* At the edges of direct, indirect and double indirect blocks. */
    for (size = 5000000; size > 0; size = size > 49152 ? size - 1237000 : size - 9000) {
        CHECK(ftruncate(fd, size) == 0 && pwrite(fd, "end", 3, size - 3) == 3 && size_of(fd) == size);
        CHECK(pread(fd, buffer, 10, size - 3) == 3 && memcmp(buffer, "end", 3) == 0);
    }
    CHECK_ERROR(EINVAL, ftruncate(fd, -1));
    CHECK_ERROR(EINVAL, truncate("/sizes", -1));
    CHECK_ERROR(EISDIR, truncate("/bin", 0));
    CHECK_ERROR(ENOENT, truncate("/none", 0));
    CHECK_ERROR(EBADF, ftruncate(9, 0));
    CHECK_ERROR(EINVAL, ftruncate(1, 0));
    CHECK(fsync(fd) == 0);
    CHECK_ERROR(EINVAL, fsync(1));
    CHECK_ERROR(EBADF, fsync(9));
    CHECK(close(fd) == 0);
    fd = open("/sizes", O_RDONLY);
    CHECK_ERROR(EINVAL, ftruncate(fd, 0));
    CHECK(close(fd) == 0 && unlink("/sizes") == 0);
}

static void flags(void)
{
    int fd = open("/flags", O_RDWR | O_CREAT | O_APPEND, 0644), other, fds[2];

    CHECK(fd == 3 && fcntl(fd, F_GETFL) == (O_RDWR | O_APPEND));
    CHECK(write(fd, "ab", 2) == 2 && lseek(fd, 0, SEEK_SET) == 0 && write(fd, "cd", 2) == 2);
    CHECK(fcntl(fd, F_SETFL, 0) == 0 && fcntl(fd, F_GETFL) == O_RDWR);
    CHECK(lseek(fd, 0, SEEK_SET) == 0 && write(fd, "x", 1) == 1 && size_of(fd) == 4);
    CHECK((other = fcntl(fd, F_DUPFD, 8)) == 8 && lseek(other, 0, SEEK_CUR) == 1 && close(other) == 0);
    CHECK(fcntl(fd, F_GETFD) == 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 && fcntl(fd, F_GETFD) == FD_CLOEXEC);
    CHECK((other = dup(fd)) == 4 && fcntl(other, F_GETFD) == 0 && close(other) == 0);
    CHECK((other = fcntl(fd, F_DUPFD_CLOEXEC, 0)) == 4 && fcntl(other, F_GETFD) == FD_CLOEXEC && close(other) == 0);
    CHECK_ERROR(EINVAL, fcntl(fd, F_DUPFD, 16));
    CHECK_ERROR(EINVAL, fcntl(fd, F_DUPFD, -1));
    CHECK_ERROR(EINVAL, fcntl(fd, 99, 0));
    CHECK_ERROR(EBADF, fcntl(9, F_GETFD));
    CHECK(close(fd) == 0 && unlink("/flags") == 0);
    CHECK_ERROR(ENOTDIR, open("/bin/init", O_RDONLY | O_DIRECTORY));
    CHECK((fd = open("/bin", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) == 3 && fcntl(fd, F_GETFD) == FD_CLOEXEC);
    CHECK(close(fd) == 0);
    CHECK(pipe(fds) == 0 && fcntl(fds[0], F_GETFD) == 0 && fcntl(fds[0], F_GETFL) == O_RDONLY);
    CHECK(fcntl(fds[0], F_SETFL, O_NONBLOCK) == 0 && fcntl(fds[1], F_SETFL, O_NONBLOCK) == 0);
    CHECK_ERROR(EAGAIN, read(fds[0], buffer, 10));
    while (write(fds[1], buffer, 512) == 512)
        ;
    CHECK(errno == EAGAIN);
    CHECK(close(fds[0]) == 0 && close(fds[1]) == 0);
}

/* The child becomes this program again, with the number of a descriptor that it must not have and of one that it must. */
static void closing_on_exec(char *self)
{
    char *argv[] = {self, "3", "4", 0};
    int pid;

    CHECK(open("/bin/init", O_RDONLY | O_CLOEXEC) == 3 && open("/bin/init", O_RDONLY) == 4);
    if ((pid = fork()) == 0) {
        execv(self, argv);
        exit(1);
    }
    CHECK(status_of(pid) == 0);
    CHECK(close(3) == 0 && close(4) == 0);
}

static int after_exec(char *argv[])
{
    CHECK_ERROR(EBADF, fcntl(atoi(argv[1]), F_GETFD));
    CHECK(fcntl(atoi(argv[2]), F_GETFD) == 0);
    return 0;
}

static void devices(void)
{
    struct termios settings;
    struct stat status;
    int fd = open("/dev/null", O_RDWR);

    CHECK(read(fd, buffer, 10) == 0 && write(fd, buffer, 8192) == 8192);
    CHECK(fstat(fd, &status) == 0 && S_ISCHR(status.st_mode) && (status.st_mode & 0777) == 0666 && !isatty(fd));
    CHECK_ERROR(ESPIPE, lseek(fd, 0, SEEK_SET));
    CHECK(close(fd) == 0 && (fd = open("/dev/zero", O_RDWR | O_CREAT | O_TRUNC, 0644)) == 3);
    memset(buffer, 'x', sizeof buffer);
    CHECK(read(fd, buffer + 1, 8000) == 8000 && buffer[0] == 'x' && buffer[8001] == 'x');
    buffer[0] = 0;
    CHECK(memchr(buffer, 'x', 8001) == NULL && write(fd, "x", 1) == 1 && close(fd) == 0);
    CHECK((fd = open("/dev/console", O_WRONLY)) == 3 && write(fd, "typed out\n", 10) == 10);
    CHECK(tcgetattr(fd, &settings) == 0 && close(fd) == 0);
    CHECK_ERROR(ENOTDIR, open("/dev/null/x", O_RDONLY));
    CHECK(stat("/dev/null", &status) == 0 && status.st_nlink == 1 && status.st_size == 0);
}

/* A long write lets others in between, and ends when the process is to end. */
static void long_transfers(void)
{
    const int count = 2000000;
    char *bytes = malloc(count);
    int fd = open("/long", O_RDWR | O_CREAT, 0644), fds[2], pid;

    CHECK(bytes && pipe(fds) == 0);
    if ((pid = fork()) == 0) {
        write(fds[1], "x", 1);
        write(fd, bytes, count);
        exit(1);
    }
    CHECK(read(fds[0], buffer, 1) == 1);
    while (size_of(fd) == 0)
        usleep(1000);
    CHECK(close(open("/bin/init", O_RDONLY)) == 0 && size_of(fd) < count / 2);
    CHECK(kill(pid, SIGKILL) == 0 && status_of(pid) == SIGKILL && size_of(fd) < count / 2);
    CHECK(close(fd) == 0 && close(fds[0]) == 0 && close(fds[1]) == 0 && unlink("/long") == 0);
    free(bytes);
}

int main(int argc, char *argv[])
{
    if (argc > 1)
        return after_exec(argv);
    at_offsets();
    sizes();
    flags();
    closing_on_exec(argv[0]);
    devices();
    long_transfers();
    printf("ok\n");
    return 0;
}
