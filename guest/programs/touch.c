/* touch FILES…: makes the files that are not there. This file system keeps no times. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int touch(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0666);

    if (fd < 0 && errno != EISDIR) {
        fprintf(stderr, "touch: %s: %s\n", path, strerror(errno));
        return 1;
    }
    if (fd >= 0)
        close(fd);
    return 0;
}

int main(int argc, char *argv[])
{
    int failed = 0, i;

    for (i = 1; i < argc; i++)
        failed |= touch(argv[i]);
    return failed;
}
