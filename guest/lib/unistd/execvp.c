/* Finding a program by its name: as it stands, then in /bin. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int execvp(const char *file, char *const argv[])
{
    char path[FILENAME_MAX];

    execv(file, argv);
    if (errno != ENOENT || strchr(file, '/'))
        return -1;
    if (snprintf(path, sizeof path, "/bin/%s", file) >= (int)sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    return execv(path, argv);
}
