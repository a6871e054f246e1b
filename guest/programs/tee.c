/* tee [-a] FILES…: copies its input to its output and to the files; with -a behind what is in them. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_FILES 12

static char buffer[4096];

static int complain(const char *name)
{
    fprintf(stderr, "tee: %s: %s\n", name, strerror(errno));
    return 1;
}

int main(int argc, char *argv[])
{
    int fds[MAX_FILES + 1] = {1}, count = 1, mode = O_TRUNC, failed = 0, option, i;
    ssize_t size;

    while ((option = getopt(argc, argv, "a")) != -1) {
        if (option != 'a')
            return 2;
        mode = O_APPEND;
    }
    for (; optind < argc && count <= MAX_FILES; optind++) {
        fds[count] = open(argv[optind], O_WRONLY | O_CREAT | mode, 0666);
        if (fds[count] < 0)
            failed |= complain(argv[optind]);
        else
            count++;
    }
    while ((size = read(0, buffer, sizeof buffer)) > 0)
        for (i = 0; i < count; i++)
            if (write(fds[i], buffer, size) != size)
                failed |= complain("output");
    return size < 0 ? complain("input") : failed;
}
