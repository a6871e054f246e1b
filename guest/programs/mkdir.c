/* mkdir [-p] PATHS…: makes directories; with -p those on the way too, and what is there already is right. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int complain(const char *path)
{
    fprintf(stderr, "mkdir: %s: %s\n", path, strerror(errno));
    return 1;
}

static int is_directory(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Makes a directory, unless it is there. */
static int ensure(const char *path)
{
    return mkdir(path, 0777) == 0 || (errno == EEXIST && is_directory(path)) ? 0 : complain(path);
}

/* Makes every directory of a path, from the first on. */
static int make_all(char *path)
{
    char *slash = path;

    while ((slash = strchr(slash + strspn(slash, "/"), '/')) != NULL) {
        int failed;

        *slash = '\0';
        failed = ensure(path);
        *slash = '/';
        if (failed)
            return 1;
    }
    return ensure(path);
}

int main(int argc, char *argv[])
{
    int parents = 0, failed = 0, option;

    while ((option = getopt(argc, argv, "p")) != -1) {
        if (option != 'p')
            return 2;
        parents = 1;
    }
    for (; optind < argc; optind++) {
        if (parents)
            failed |= make_all(argv[optind]);
        else if (mkdir(argv[optind], 0777) < 0)
            failed |= complain(argv[optind]);
    }
    return failed;
}
