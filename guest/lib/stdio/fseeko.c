/* The names of POSIX for the position of a stream. */
#include <stdio.h>

int fseeko(FILE *file, off_t offset, int whence)
{
    return fseek(file, offset, whence);
}

off_t ftello(FILE *file)
{
    return ftell(file);
}
