/* Files: creating, reading, writing, seeking, sharing, removing. */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include "check.h"

static char buffer[8192];

static void write_file(const char *path, const char *text, int flags)
{
    int fd = open(path, O_WRONLY | flags, 0644);

    CHECK(fd >= 0);
    CHECK(write(fd, text, strlen(text)) == (int)strlen(text));
    CHECK(close(fd) == 0);
}

static void check_file(const char *path, const char *text)
{
    int fd = open(path, O_RDONLY), count;

    CHECK(fd >= 0);
    count = read(fd, buffer, sizeof buffer - 1);
    CHECK(count >= 0);
    buffer[count] = 0;
    CHECK(strcmp(buffer, text) == 0);
    CHECK(close(fd) == 0);
}

static void creating(void)
{
    CHECK_ERROR(ENOENT, open("/one", O_WRONLY));
    write_file("/one", "hello world", O_CREAT);
    check_file("/one", "hello world");
    write_file("/one", "HELLO", 0);
    check_file("/one", "HELLO world");
    write_file("one", " again", O_APPEND);
    check_file("//one", "HELLO world again");
    write_file("/one", "short", O_CREAT | O_TRUNC);
    check_file("/one", "short");
    CHECK(close(open("/one", O_RDONLY | O_TRUNC)) == 0);
    check_file("/one", "short");
    CHECK(unlink("/one") == 0);
    CHECK_ERROR(ENOENT, open("/one", O_RDONLY));
    CHECK_ERROR(ENOENT, unlink("/one"));
}

static void seeking(void)
{
    int fd = open("/seek", O_RDWR | O_CREAT, 0644), i;

    CHECK(write(fd, "0123456789", 10) == 10);
    CHECK(lseek(fd, 3, SEEK_SET) == 3 && read(fd, buffer, 2) == 2 && buffer[0] == '3');
    CHECK(lseek(fd, -1, SEEK_CUR) == 4 && read(fd, buffer, 1) == 1 && buffer[0] == '4');
    CHECK(lseek(fd, -1, SEEK_END) == 9 && read(fd, buffer, 5) == 1 && buffer[0] == '9');
    CHECK(read(fd, buffer, 5) == 0);
    CHECK_ERROR(EINVAL, lseek(fd, -1, SEEK_SET));
    CHECK_ERROR(EINVAL, lseek(fd, 0, 3));
    CHECK_ERROR(EOVERFLOW, lseek(fd, 0x7fffffff, SEEK_END));
    CHECK(lseek(fd, 70000, SEEK_SET) == 70000 && read(fd, buffer, 1) == 0);
    CHECK(write(fd, "end", 3) == 3);
    CHECK(lseek(fd, 9, SEEK_SET) == 9 && read(fd, buffer, 8192) == 8192 && buffer[0] == '9');
    for (i = 1; i < 8192; i++)
        CHECK(buffer[i] == 0);
    CHECK(lseek(fd, -4, SEEK_END) == 69999 && read(fd, buffer, 8) == 4 && !memcmp(buffer, "\0end", 4));
    CHECK(close(fd) == 0);
    CHECK_ERROR(EBADF, lseek(fd, 0, SEEK_SET));
}

/* An offset is an int: nothing is written where it would have to be more, and no size ever reads as negative. */
static void at_the_largest_offset(void)
{
    int fd = open("/largest", O_RDWR | O_CREAT, 0644);
    struct stat status;

    CHECK(lseek(fd, 0x7fffffff, SEEK_SET) == 0x7fffffff);
    CHECK_ERROR(EFBIG, write(fd, "ab", 2));
    CHECK(write(fd, "", 0) == 0);
    CHECK_ERROR(EOVERFLOW, lseek(fd, 1, SEEK_CUR));
    CHECK(fstat(fd, &status) == 0 && status.st_size == 0 && lseek(fd, 0, SEEK_END) == 0);
    CHECK(lseek(fd, 0x7ffffffe, SEEK_SET) == 0x7ffffffe && write(fd, "ab", 2) == 1);
    CHECK(lseek(fd, 0, SEEK_END) == 0x7fffffff);
    CHECK(close(fd) == 0 && unlink("/largest") == 0);
}

/* With O_EXCL a file is made, or the call fails. */
static void exclusively(void)
{
    int fd = open("/lock", O_WRONLY | O_CREAT | O_EXCL, 0644);

    CHECK(fd >= 0 && close(fd) == 0);
    CHECK_ERROR(EEXIST, open("/lock", O_WRONLY | O_CREAT | O_EXCL, 0644));
    CHECK_ERROR(EEXIST, open("/bin", O_RDONLY | O_CREAT | O_EXCL));
    CHECK(fopen("/lock", "wx") == NULL && errno == EEXIST);
    CHECK((fd = open("/lock", O_WRONLY | O_EXCL)) >= 0 && close(fd) == 0);
    CHECK(unlink("/lock") == 0);
}

/* A path that ends in a slash is a directory's. */
static void trailing_slashes(void)
{
    int fd = open("/bin/", O_RDONLY);

    CHECK(fd >= 0 && close(fd) == 0);
    CHECK_ERROR(ENOTDIR, open("/bin/init/", O_RDONLY));
    CHECK_ERROR(ENOTDIR, open("/bin/init//", O_RDWR | O_CREAT, 0644));
    CHECK_ERROR(ENOTDIR, unlink("/bin/init/"));
    CHECK_ERROR(EISDIR, open("/new/", O_WRONLY | O_CREAT, 0644));
    CHECK_ERROR(ENOENT, open("/new/", O_RDONLY));
}

/* Descriptors of one open file share the offset; two open files do not. */
static void sharing(void)
{
    int fd = open("/share", O_RDWR | O_CREAT, 0644), same = dup(fd), other = open("/share", O_RDONLY), pid;

    CHECK(write(fd, "ab", 2) == 2 && write(same, "cd", 2) == 2);
    if ((pid = fork()) == 0)
        exit(write(fd, "ef", 2) == 2 ? 0 : 1);
    CHECK(status_of(pid) == 0);
    CHECK(write(fd, "gh", 2) == 2);
    CHECK(read(other, buffer, 100) == 8 && !memcmp(buffer, "abcdefgh", 8));
    CHECK_ERROR(EBADF, write(other, "x", 1));
    CHECK(dup2(other, 9) == 9 && dup2(9, 9) == 9 && lseek(9, 0, SEEK_CUR) == 8);
    CHECK(dup2(fd, 9) == 9 && write(9, "ij", 2) == 2);
    CHECK_ERROR(EBADF, dup2(fd, 16));
    CHECK_ERROR(EBADF, dup2(15, 3));
    CHECK_ERROR(EBADF, dup(-1));
    CHECK(close(fd) == 0 && close(same) == 0 && write(9, "kl", 2) == 2 && close(9) == 0 && close(other) == 0);
    check_file("/share", "abcdefghijkl");
}

/* A file without a name lives as long as it is open. */
static void removing_open(void)
{
    int fd = open("/gone", O_RDWR | O_CREAT, 0644);
    struct stat status;

    CHECK(write(fd, "still here", 10) == 10 && unlink("/gone") == 0);
    CHECK_ERROR(ENOENT, open("/gone", O_RDONLY));
    CHECK(fstat(fd, &status) == 0 && status.st_nlink == 0 && status.st_size == 10 && S_ISREG(status.st_mode));
    CHECK(lseek(fd, 0, SEEK_SET) == 0 && read(fd, buffer, 20) == 10);
    CHECK(close(fd) == 0);
}

static void refusals(void)
{
    struct stat status;
    int fd = open("/bin", O_RDONLY), i;

    CHECK(fstat(fd, &status) == 0 && S_ISDIR(status.st_mode));
    CHECK_ERROR(EBADF, write(fd, "x", 1));
    CHECK(close(fd) == 0);
    CHECK_ERROR(EISDIR, open("/bin", O_WRONLY));
    CHECK_ERROR(EISDIR, open("/", O_RDWR | O_CREAT));
    CHECK_ERROR(EISDIR, unlink("/bin"));
    CHECK_ERROR(ENOTDIR, open("/bin/init/x", O_RDONLY));
    CHECK_ERROR(ENOENT, open("/none/x", O_WRONLY | O_CREAT));
    CHECK_ERROR(ENOENT, open("", O_RDONLY));
    CHECK_ERROR(ENOENT, open("", O_WRONLY | O_CREAT));
    CHECK_ERROR(ENOENT, unlink(""));
    CHECK_ERROR(ENAMETOOLONG, open("/abcdefghijklmnopqrstuvwxyzabc", O_WRONLY | O_CREAT));
    memset(buffer, '/', PATH_MAX - 1), buffer[PATH_MAX - 1] = 0;
    CHECK(open(buffer, O_RDONLY) == 3 && close(3) == 0);
    memset(buffer, '/', PATH_MAX), buffer[PATH_MAX] = 0;
    CHECK_ERROR(ENAMETOOLONG, open(buffer, O_RDONLY));
    CHECK_ERROR(EINVAL, open("/bin/init", O_ACCMODE));
    CHECK_ERROR(EBADF, close(3));
    CHECK_ERROR(EBADF, read(-1, buffer, 1));
    CHECK_ERROR(ESPIPE, lseek(0, 0, SEEK_SET));
    CHECK(fstat(1, &status) == 0 && S_ISCHR(status.st_mode));
    for (i = 3; i < 16; i++)
        CHECK(open("/bin/init", O_RDONLY) == i);
    CHECK_ERROR(EMFILE, open("/new", O_WRONLY | O_CREAT));
    CHECK_ERROR(EMFILE, dup(1));
    CHECK_ERROR(EMFILE, pipe((int *)buffer));
    for (i = 3; i < 16; i++)
        CHECK(close(i) == 0);
    CHECK_ERROR(ENOENT, open("/new", O_RDONLY));
}

static int count_entries(const char *path)
{
    DIR *directory = opendir(path);
    int count = 0;
    CHECK(directory);
    while (readdir(directory))
        count++;
    closedir(directory);
    return count;
}

/* Enough files that the directory needs another block; removed ones leave entries that are used again. */
static void many(void)
{
    int before = count_entries("/etc"), i;
    struct stat first, second;

    for (i = 0; i < 150; i++)
        sprintf(buffer, "/etc/file-%d", i), write_file(strdup(buffer), buffer, O_CREAT);
    CHECK(count_entries("/etc") == before + 150);
    CHECK(stat("/etc", &first) == 0);
    for (i = 0; i < 150; i += 2)
        sprintf(buffer, "/etc/file-%d", i), CHECK(unlink(buffer) == 0);
    for (i = 0; i < 50; i++)
        sprintf(buffer, "/etc/more-%d", i), write_file(strdup(buffer), buffer, O_CREAT);
    CHECK(stat("/etc", &second) == 0 && first.st_size == second.st_size);
    CHECK(count_entries("/etc") == before + 75 + 50);
    check_file("/etc/file-149", "/etc/file-149");
    check_file("/etc/more-49", "/etc/more-49");
}

int main(void)
{
    creating();
    seeking();
    at_the_largest_offset();
    exclusively();
    trailing_slashes();
    sharing();
    removing_open();
    refusals();
    many();
    printf("ok\n");
    return 0;
}
