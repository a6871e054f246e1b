/* Finding a program by its name: as it stands, then in the directories of PATH, which are /bin where it is not set. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Starts `file` of a directory, whose path is so long; an empty one is the current directory. */
static void try_in(const char *directory, int length, const char *file, char *const argv[], char *const envp[])
{
    char path[FILENAME_MAX];

    if (snprintf(path, sizeof path, "%.*s/%s", length, length ? directory : ".", file) < (int)sizeof path)
        execve(path, argv, envp);
    else
        errno = ENAMETOOLONG;
}

int execvpe(const char *file, char *const argv[], char *const envp[])
{
    const char *directory = getenv("PATH");
    int denied = 0;

    execve(file, argv, envp);
    if (errno != ENOENT || strchr(file, '/') || !*file)
        return -1;
    for (directory = directory ? directory : "/bin"; directory; directory = *directory ? directory + 1 : NULL) {
        int length = strcspn(directory, ":");

        try_in(directory, length, file, argv, envp);
        if (errno == EACCES)
            denied = 1; /* there may be another further on */
        else if (errno != ENOENT && errno != ENOTDIR)
            return -1;
        directory += length;
    }
    errno = denied ? EACCES : ENOENT;
    return -1;
}

int execvp(const char *file, char *const argv[])
{
    return execvpe(file, argv, environ);
}
