/* The descriptor of a stream. */
#include "file.h"
#include <errno.h>

int fileno(FILE *file)
{
    if (file->fd < 0)
        errno = EBADF;
    return file->fd;
}
