/* rm [-rf] PATHS…: removes files; with -r directories and all that is in them, with -f what is not there is right. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int recursive, force;

static int complain(const char *path)
{
    fprintf(stderr, "rm: %s: %s\n", path, strerror(errno));
    return 1;
}

static int remove_all(const char *path);

/* Removes what is in a directory. The names are read anew after each, since the directory changes meanwhile. */
static int empty(const char *path)
{
    struct dirent *entry;
    DIR *directory = opendir(path);
    int failed = 0;

    if (!directory)
        return complain(path);
    while (!failed && (entry = readdir(directory)) != NULL) {
        char inner[FILENAME_MAX];

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        failed = remove_all(inner);
    }
    closedir(directory);
    return failed;
}

static int remove_all(const char *path)
{
    struct stat status;

    if (lstat(path, &status) < 0)
        return force && errno == ENOENT ? 0 : complain(path);
    if (S_ISDIR(status.st_mode) && recursive)
        return empty(path) || (rmdir(path) < 0 && complain(path));
    return unlink(path) < 0 && complain(path);
}

int main(int argc, char *argv[])
{
    int failed = 0, option;

    while ((option = getopt(argc, argv, "rf")) != -1)
        switch (option) {
        case 'r': recursive = 1; break;
        case 'f': force = 1; break;
        default: return 2;
        }
    for (; optind < argc; optind++)
        failed |= remove_all(argv[optind]);
    return failed;
}
