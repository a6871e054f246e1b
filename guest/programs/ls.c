/* ls [-al] [PATHS…]: lists directories, by default the current one; with -l kind, permissions, links and size of each
   entry, with -a those with a dot in front too. */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_ENTRIES 512

static int long_format, all;

static int complain(const char *path)
{
    fprintf(stderr, "ls: %s: %s\n", path, strerror(errno));
    return 1;
}

static char kind_of(mode_t mode)
{
    return S_ISDIR(mode) ? 'd' : S_ISCHR(mode) ? 'c' : S_ISLNK(mode) ? 'l' : '-';
}

/* drwxr-xr-x */
static void print_mode(mode_t mode)
{
    int bit;

    putchar(kind_of(mode));
    for (bit = 8; bit >= 0; bit--)
        putchar(mode >> bit & 1 ? "xwr"[bit % 3] : '-');
}

static void print_target(const char *path)
{
    char target[PATH_MAX];
    ssize_t length = readlink(path, target, sizeof target);

    if (length >= 0)
        printf(" -> %.*s", (int)length, target);
}

static int print(const char *path, const char *name)
{
    struct stat status;

    if (long_format) {
        if (lstat(path, &status) < 0)
            return complain(path);
        print_mode(status.st_mode);
        printf(" %2u %8u ", status.st_nlink, status.st_size);
    }
    fputs(name, stdout);
    if (long_format && S_ISLNK(status.st_mode))
        print_target(path);
    putchar('\n');
    return 0;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a directory, sorted; how many. */
static int read_names(DIR *directory, char *names[MAX_ENTRIES])
{
    struct dirent *entry;
    int count = 0;

    while (count < MAX_ENTRIES && (entry = readdir(directory)) != NULL)
        if ((all || entry->d_name[0] != '.') && (names[count] = strdup(entry->d_name)) != NULL)
            count++;
    qsort(names, count, sizeof names[0], compare);
    return count;
}

static int list(const char *path)
{
    static char *names[MAX_ENTRIES];
    DIR *directory = opendir(path);
    int count, i, failed = 0;

    if (!directory)
        return errno == ENOTDIR ? print(path, path) : complain(path);
    count = read_names(directory, names);
    closedir(directory);
    for (i = 0; i < count; i++) {
        char full[FILENAME_MAX];

        snprintf(full, sizeof full, "%s/%s", strcmp(path, "/") == 0 ? "" : path, names[i]);
        failed |= print(full, names[i]);
        free(names[i]);
    }
    return failed;
}

int main(int argc, char *argv[])
{
    int failed = 0, option, i;

    while ((option = getopt(argc, argv, "al")) != -1)
        switch (option) {
        case 'a': all = 1; break;
        case 'l': long_format = 1; break;
        default: return 2;
        }
    if (optind == argc)
        return list(".");
    for (i = optind; i < argc; i++) {
        if (argc - optind > 1)
            printf("%s:\n", argv[i]);
        failed |= list(argv[i]);
    }
    return failed;
}
