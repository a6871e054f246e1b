/* cp [-r] FROM… TO: copies files or, if TO is a directory, copies them into it; with -r directories too. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int recursive;
static char buffer[4096];

static int complain(const char *path)
{
    fprintf(stderr, "cp: %s: %s\n", path, strerror(errno));
    return 1;
}

/* Copies the bytes that are left in one file to another. */
static int copy_bytes(int from, int to, const char *path)
{
    ssize_t count;

    while ((count = read(from, buffer, sizeof buffer)) > 0)
        if (write(to, buffer, count) != count)
            return complain(path);
    return count < 0 ? complain(path) : 0;
}

static int same_file(const struct stat *status, const char *path)
{
    struct stat other;

    return stat(path, &other) == 0 && other.st_ino == status->st_ino;
}

static int copy_file(const char *from, const char *to, const struct stat *status)
{
    int input, output, failed;

    if (same_file(status, to)) {
        fprintf(stderr, "cp: %s: is the same file\n", from);
        return 1;
    }
    input = open(from, O_RDONLY);
    if (input < 0)
        return complain(from);
    output = open(to, O_WRONLY | O_CREAT | O_TRUNC, status->st_mode & 0777);
    failed = output < 0 ? complain(to) : copy_bytes(input, output, to);
    close(input);
    if (output >= 0)
        close(output);
    return failed;
}

static int copy(const char *from, const char *to);

static int copy_directory(const char *from, const char *to, const struct stat *status)
{
    struct dirent *entry;
    DIR *directory;
    int failed = 0;

    if (!recursive) {
        fprintf(stderr, "cp: %s: is a directory\n", from);
        return 1;
    }
    if (mkdir(to, status->st_mode & 0777) < 0 && errno != EEXIST)
        return complain(to);
    directory = opendir(from);
    if (!directory)
        return complain(from);
    while ((entry = readdir(directory)) != NULL) {
        char inner[FILENAME_MAX], target[FILENAME_MAX];

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(inner, sizeof inner, "%s/%s", from, entry->d_name);
        snprintf(target, sizeof target, "%s/%s", to, entry->d_name);
        failed |= copy(inner, target);
    }
    closedir(directory);
    return failed;
}

static int copy(const char *from, const char *to)
{
    struct stat status;

    if (stat(from, &status) < 0)
        return complain(from);
    return S_ISDIR(status.st_mode) ? copy_directory(from, to, &status) : copy_file(from, to, &status);
}

static int copy_into(const char *from, const char *directory)
{
    char name[FILENAME_MAX], to[FILENAME_MAX];

    strlcpy(name, from, sizeof name);
    snprintf(to, sizeof to, "%s/%s", directory, basename(name));
    return copy(from, to);
}

static int is_directory(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

int main(int argc, char *argv[])
{
    const char *to = argv[argc - 1];
    int failed = 0, option, into;

    while ((option = getopt(argc, argv, "r")) != -1) {
        if (option != 'r')
            return 2;
        recursive = 1;
    }
    into = argc - optind >= 2 && is_directory(to);
    if (argc - optind < 2 || (argc - optind > 2 && !into)) {
        fputs("cp: [-r] FROM... TO\n", stderr);
        return 2;
    }
    for (; optind < argc - 1; optind++)
        failed |= into ? copy_into(argv[optind], to) : copy(argv[optind], to);
    return failed;
}
