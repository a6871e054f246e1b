/* What has happened to a stream. */
#include "file.h"

int feof(FILE *file)
{
    return (file->flags & AT_END) != 0;
}

int ferror(FILE *file)
{
    return (file->flags & FAILED) != 0;
}

void clearerr(FILE *file)
{
    file->flags &= ~(AT_END | FAILED);
}
