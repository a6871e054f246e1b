/* stat PATHS…: what files are: kind, permissions, inode, links and size, of a symbolic link itself. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *kind_of(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFREG: return "regular file";
    case S_IFDIR: return "directory";
    case S_IFLNK: return "symbolic link";
    case S_IFCHR: return "character device";
    default: return "unknown";
    }
}

static void print_target(const char *path)
{
    char target[PATH_MAX];
    ssize_t length = readlink(path, target, sizeof target);

    if (length >= 0)
        printf(" -> %.*s", (int)length, target);
}

static int show(const char *path)
{
    struct stat status;

    if (lstat(path, &status) < 0) {
        fprintf(stderr, "stat: %s: %s\n", path, strerror(errno));
        return 1;
    }
    fputs(path, stdout);
    if (S_ISLNK(status.st_mode))
        print_target(path);
    printf("\n    %s, mode %04o, inode %u, %u %s, %u bytes\n", kind_of(status.st_mode), status.st_mode & 07777,
           status.st_ino, status.st_nlink, status.st_nlink == 1 ? "link" : "links", status.st_size);
    return 0;
}

int main(int argc, char *argv[])
{
    int failed = 0, i;

    for (i = 1; i < argc; i++)
        failed |= show(argv[i]);
    return failed;
}
