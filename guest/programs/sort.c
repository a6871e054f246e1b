/* sort [-nru] [FILES…]: the lines of files, or of its input, in order: by their bytes, or as numbers (-n), backwards
   (-r), and each once (-u). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int numeric, reverse, unique;

static char **lines;
static size_t count, room;

static int complain(const char *name)
{
    fprintf(stderr, "sort: %s: %s\n", name, strerror(errno));
    return 2;
}

/* Keeps a line; 0 if there is no memory for it. */
static int keep(char *line)
{
    if (count == room) {
        char **larger = realloc(lines, (room = room ? 2 * room : 64) * sizeof *lines);

        if (!larger)
            return 0;
        lines = larger;
    }
    lines[count++] = line;
    return 1;
}

static int read_lines(FILE *file, const char *name)
{
    char *line = NULL, *copy;
    size_t size = 0;

    while (getline(&line, &size, file) >= 0) {
        line[strcspn(line, "\n")] = '\0';
        copy = strdup(line);
        if (!copy || !keep(copy))
            return complain(name);
    }
    free(line);
    return 0;
}

static int read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    int failed;

    if (!file)
        return complain(path);
    failed = read_lines(file, path);
    fclose(file);
    return failed;
}

static int compare_keys(const char *a, const char *b)
{
    long left, right;

    if (!numeric)
        return strcmp(a, b);
    left = strtol(a, NULL, 10), right = strtol(b, NULL, 10);
    return (left > right) - (left < right);
}

/* Lines with equal numbers are in the order of their bytes. */
static int compare(const void *a, const void *b)
{
    const char *left = *(char *const *)a, *right = *(char *const *)b;
    int order = compare_keys(left, right);

    if (order == 0 && !unique)
        order = strcmp(left, right);
    return reverse ? -order : order;
}

static void print_lines(void)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (!unique || i == 0 || compare_keys(lines[i - 1], lines[i]) != 0)
            puts(lines[i]);
}

int main(int argc, char *argv[])
{
    int failed = 0, option;

    while ((option = getopt(argc, argv, "nru")) != -1)
        switch (option) {
        case 'n': numeric = 1; break;
        case 'r': reverse = 1; break;
        case 'u': unique = 1; break;
        default: return 2;
        }
    if (optind == argc)
        failed = read_lines(stdin, "input");
    for (; optind < argc; optind++)
        failed |= read_file(argv[optind]);
    qsort(lines, count, sizeof *lines, compare);
    print_lines();
    return failed;
}
