/* A path without links, `.` and `..`. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_LINKS 40

/* Puts the target of a link in front of the rest of a path; −1 if that is too long. */
static int follow(const char *link, char rest[PATH_MAX])
{
    char target[PATH_MAX];
    ssize_t length = readlink(link, target, sizeof target - 1);

    if (length < 0)
        return -1;
    if (length + strlen(rest) + 1 > PATH_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memmove(rest + length, rest, strlen(rest) + 1);
    memcpy(rest, target, length);
    return 0;
}

static void remove_last(char *path)
{
    char *slash = strrchr(path, '/');

    slash[slash == path] = '\0';
}

/* Takes the first name off a path; what is left starts with a slash, or is empty. */
static size_t next_name(char *rest, char name[PATH_MAX])
{
    char *from = rest + strspn(rest, "/");
    size_t length = strcspn(from, "/");

    memcpy(name, from, length);
    name[length] = '\0';
    memmove(rest, from + length, strlen(from + length) + 1);
    return length;
}

/* Goes on from an absolute path by all names of another; −1 on an error. */
static int walk(char path[PATH_MAX], char rest[PATH_MAX])
{
    char name[PATH_MAX];
    struct stat status;
    int links = 0;

    while (next_name(rest, name) > 0) {
        if (strcmp(name, ".") == 0)
            continue;
        if (strcmp(name, "..") == 0) {
            remove_last(path);
            continue;
        }
        if (strlen(path) + strlen(name) + 2 > PATH_MAX) {
            errno = ENAMETOOLONG;
            return -1;
        }
        if (path[1])
            strcat(path, "/");
        strcat(path, name);
        if (lstat(path, &status) < 0)
            return -1;
        if (S_ISLNK(status.st_mode)) {
            if (++links > MOST_LINKS) {
                errno = ELOOP;
                return -1;
            }
            if (follow(path, rest) < 0)
                return -1;
            remove_last(path);
            if (rest[0] == '/')
                strcpy(path, "/");
        } else if (!S_ISDIR(status.st_mode) && rest[0]) {
            errno = ENOTDIR;
            return -1;
        }
    }
    return 0;
}

char *realpath(const char *path, char *resolved)
{
    char rest[PATH_MAX], whole[PATH_MAX] = "/";

    if (!path || !*path) {
        errno = path ? ENOENT : EINVAL;
        return NULL;
    }
    if (strlen(path) >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return NULL;
    }
    strcpy(rest, path);
    if ((path[0] != '/' && !getcwd(whole, sizeof whole)) || walk(whole, rest) < 0)
        return NULL;
    return resolved ? strcpy(resolved, whole) : strdup(whole);
}
