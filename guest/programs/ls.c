/* ls [-l] [PATHS…]: lists directories, by default the root; with -l inode, kind, links and size of each entry. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_ENTRIES 512

static int long_format;

static int complain(const char *path)
{
    fprintf(stderr, "ls: %s: %s\n", path, strerror(errno));
    return 1;
}

static char kind_of(mode_t mode)
{
    return S_ISDIR(mode) ? 'd' : S_ISCHR(mode) ? 'c' : '-';
}

static int print(const char *path, const char *name)
{
    struct stat status;

    if (long_format) {
        if (stat(path, &status) < 0)
            return complain(path);
        printf("%4u %c %2u %8u ", status.st_ino, kind_of(status.st_mode), status.st_nlink, status.st_size);
    }
    puts(name);
    return 0;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a directory, sorted, but for those with a dot in front; how many. */
static int read_names(DIR *directory, char *names[MAX_ENTRIES])
{
    struct dirent *entry;
    int count = 0;

    while (count < MAX_ENTRIES && (entry = readdir(directory)) != NULL)
        if (entry->d_name[0] != '.' && (names[count] = strdup(entry->d_name)) != NULL)
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

    while ((option = getopt(argc, argv, "l")) != -1) {
        if (option != 'l')
            return 2;
        long_format = 1;
    }
    if (optind == argc)
        return list("/");
    for (i = optind; i < argc; i++) {
        if (argc - optind > 1)
            printf("%s:\n", argv[i]);
        failed |= list(argv[i]);
    }
    return failed;
}
