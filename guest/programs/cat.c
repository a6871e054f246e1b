/* cat [FILES…]: copies files, or its input, to its output. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char buffer[4096];

static int complain(const char *name)
{
    dprintf(2, "cat: %s: %s\n", name, strerror(errno));
    return 1;
}

static int copy(int fd, const char *name)
{
    ssize_t count;

    while ((count = read(fd, buffer, sizeof buffer)) > 0)
        if (write(1, buffer, count) != count)
            return complain("output");
    return count < 0 ? complain(name) : 0;
}

int main(int argc, char *argv[])
{
    int failed = 0;
    int i;

    if (argc < 2)
        return copy(0, "input");
    for (i = 1; i < argc; i++) {
        int fd = open(argv[i], O_RDONLY);

        if (fd < 0) {
            failed |= complain(argv[i]);
            continue;
        }
        failed |= copy(fd, argv[i]);
        close(fd);
    }
    return failed;
}
