/* The descriptor of a stream. */
#include "file.h"

int fileno(FILE *file)
{
    return file->fd;
}
