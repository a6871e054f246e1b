/* uniq [-cdu] [FILE]: of equal lines that follow each other, one; -c counts them, -d shows only what there is more than
   once of, -u only what there is once. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int show_count, only_repeated, only_single;

static void print(const char *line, unsigned count)
{
    if ((only_repeated && count == 1) || (only_single && count > 1))
        return;
    if (show_count)
        printf("%7u ", count);
    puts(line);
}

static void filter(FILE *file)
{
    char *line = NULL, *previous = NULL;
    size_t size = 0;
    unsigned count = 0;

    while (getline(&line, &size, file) >= 0) {
        line[strcspn(line, "\n")] = '\0';
        if (previous && strcmp(line, previous) == 0) {
            count++;
            continue;
        }
        if (previous)
            print(previous, count);
        free(previous);
        previous = line;
        line = NULL;
        count = 1;
    }
    if (previous)
        print(previous, count);
}

int main(int argc, char *argv[])
{
    FILE *file = stdin;
    int option;

    while ((option = getopt(argc, argv, "cdu")) != -1)
        switch (option) {
        case 'c': show_count = 1; break;
        case 'd': only_repeated = 1; break;
        case 'u': only_single = 1; break;
        default: return 2;
        }
    if (optind < argc)
        file = fopen(argv[optind], "r");
    if (!file) {
        fprintf(stderr, "uniq: %s: %s\n", argv[optind], strerror(errno));
        return 1;
    }
    filter(file);
    return 0;
}
