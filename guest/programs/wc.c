/* wc [-clw] [FILES…]: counts the lines, words and bytes of files, or of its input. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct counts {
    unsigned int lines, words, bytes;
};

static int show_lines, show_words, show_bytes;
static char buffer[4096];

static int complain(const char *name)
{
    dprintf(2, "wc: %s: %s\n", name, strerror(errno));
    return 1;
}

static void print(const struct counts *counts, const char *name)
{
    if (show_lines)
        printf("%8u", counts->lines);
    if (show_words)
        printf("%8u", counts->words);
    if (show_bytes)
        printf("%8u", counts->bytes);
    printf(name ? " %s\n" : "\n", name);
}

/* Counts what there is to read, into counts and total; 0, or 1 on an error. */
static int count(int fd, const char *name, struct counts *total)
{
    struct counts counts = {0, 0, 0};
    int in_word = 0;
    ssize_t size, i;

    while ((size = read(fd, buffer, sizeof buffer)) > 0)
        for (i = 0; i < size; i++) {
            int space = isspace((unsigned char)buffer[i]);

            counts.bytes++;
            counts.lines += buffer[i] == '\n';
            counts.words += !space && !in_word;
            in_word = !space;
        }
    if (size < 0)
        return complain(name ? name : "input");
    print(&counts, name);
    total->lines += counts.lines;
    total->words += counts.words;
    total->bytes += counts.bytes;
    return 0;
}

int main(int argc, char *argv[])
{
    struct counts total = {0, 0, 0};
    int option, i, failed = 0;

    while ((option = getopt(argc, argv, "clw")) != -1)
        switch (option) {
        case 'c': show_bytes = 1; break;
        case 'l': show_lines = 1; break;
        case 'w': show_words = 1; break;
        default: return 2;
        }
    if (!show_lines && !show_words && !show_bytes)
        show_lines = show_words = show_bytes = 1;

    if (optind == argc)
        return count(0, NULL, &total);
    for (i = optind; i < argc; i++) {
        int fd = open(argv[i], O_RDONLY);

        if (fd < 0) {
            failed |= complain(argv[i]);
            continue;
        }
        failed |= count(fd, argv[i], &total);
        close(fd);
    }
    if (argc - optind > 1)
        print(&total, "total");
    return failed;
}
