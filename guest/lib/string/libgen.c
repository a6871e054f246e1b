/* The last name of a path, and what stands before it (POSIX). */
#include <libgen.h>
#include <string.h>

static void cut_slashes(char *path)
{
    size_t length = strlen(path);

    while (length > 1 && path[length - 1] == '/')
        path[--length] = '\0';
}

char *basename(char *path)
{
    char *slash;

    if (!path || !*path)
        return ".";
    cut_slashes(path);
    slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

char *dirname(char *path)
{
    char *slash;

    if (!path || !*path)
        return ".";
    cut_slashes(path);
    slash = strrchr(path, '/');
    if (!slash)
        return ".";
    slash[slash == path] = '\0';
    cut_slashes(path);
    return path;
}
