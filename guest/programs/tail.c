/* tail [-n LINES] [FILES…]: the last lines of files, or of its input; ten by default. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The last lines so far, as a ring: line number i of the file is in i % (size + 1). The one more is for the next line. */
static char **ring;
static int size = 10;

/* Reads all lines and keeps the last; how many there were. */
static int read_lines(FILE *file)
{
    int count = 0;

    for (;;) {
        size_t room = 0;
        char **line = &ring[count % (size + 1)];

        free(*line);
        *line = NULL;
        if (getline(line, &room, file) < 0)
            return count;
        count++;
    }
}

static void show_lines(FILE *file)
{
    int count = read_lines(file), i;

    for (i = count > size ? count - size : 0; i < count; i++)
        fputs(ring[i % (size + 1)], stdout);
}

static int show(const char *path)
{
    FILE *file = fopen(path, "r");

    if (!file) {
        fprintf(stderr, "tail: %s: %s\n", path, strerror(errno));
        return 1;
    }
    show_lines(file);
    fclose(file);
    return 0;
}

int main(int argc, char *argv[])
{
    int failed = 0, option, many, first;

    while ((option = getopt(argc, argv, "n:")) != -1) {
        if (option != 'n')
            return 2;
        size = abs(atoi(optarg));
    }
    ring = calloc(size + 1, sizeof *ring);
    if (!ring)
        return 1;
    if (optind == argc)
        show_lines(stdin);
    many = argc - optind > 1;
    for (first = optind; optind < argc; optind++) {
        if (many)
            printf("%s==> %s <==\n", optind > first ? "\n" : "", argv[optind]);
        failed |= show(argv[optind]);
    }
    return failed;
}
