/* Whether a file may be used. The one user there is may do what root may: all but execute what nobody may. */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

int access(const char *path, int how)
{
    struct stat status;

    if (stat(path, &status) < 0)
        return -1;
    if (!(how & X_OK) || S_ISDIR(status.st_mode) || (status.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH)))
        return 0;
    errno = EACCES;
    return -1;
}
