/* head [-n LINES] [FILES…]: the first lines of files, or of its input; ten by default. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void copy_lines(FILE *file, int lines)
{
    int c;

    while (lines > 0 && (c = getc(file)) != EOF) {
        putchar(c);
        lines -= c == '\n';
    }
}

static int show(const char *path, int lines)
{
    FILE *file = fopen(path, "r");

    if (!file) {
        fprintf(stderr, "head: %s: %s\n", path, strerror(errno));
        return 1;
    }
    copy_lines(file, lines);
    fclose(file);
    return 0;
}

int main(int argc, char *argv[])
{
    int lines = 10, failed = 0, option, many, first;

    while ((option = getopt(argc, argv, "n:")) != -1) {
        if (option != 'n')
            return 2;
        lines = atoi(optarg);
    }
    if (optind == argc)
        copy_lines(stdin, lines);
    many = argc - optind > 1;
    for (first = optind; optind < argc; optind++) {
        if (many)
            printf("%s==> %s <==\n", optind > first ? "\n" : "", argv[optind]);
        failed |= show(argv[optind], lines);
    }
    return failed;
}
