/* mv FROM… TO: gives files and directories another name or, if TO is a directory, moves them into it. */
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static int is_directory(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static int move(const char *from, const char *to)
{
    if (rename(from, to) == 0)
        return 0;
    fprintf(stderr, "mv: %s: %s\n", from, strerror(errno));
    return 1;
}

static int move_into(const char *from, const char *directory)
{
    char copy[FILENAME_MAX], to[FILENAME_MAX];

    strlcpy(copy, from, sizeof copy);
    snprintf(to, sizeof to, "%s/%s", directory, basename(copy));
    return move(from, to);
}

int main(int argc, char *argv[])
{
    const char *to = argv[argc - 1];
    int failed = 0, into, i;

    into = argc > 2 && is_directory(to);
    if (argc < 3 || (argc > 3 && !into)) {
        fputs("mv: FROM... TO\n", stderr);
        return 2;
    }
    for (i = 1; i < argc - 1; i++)
        failed |= into ? move_into(argv[i], to) : move(argv[i], to);
    return failed;
}
