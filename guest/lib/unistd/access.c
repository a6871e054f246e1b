/* Whether a file may be used: this file system has no permissions, so whether it is there. */
#include <sys/stat.h>
#include <unistd.h>

int access(const char *path, int how)
{
    struct stat status;

    (void)how;
    return stat(path, &status);
}
