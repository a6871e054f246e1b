/* Whether a descriptor is the console. */
#include <sys/stat.h>
#include <unistd.h>

int isatty(int fd)
{
    struct stat status;

    return fstat(fd, &status) == 0 && S_ISCHR(status.st_mode);
}
