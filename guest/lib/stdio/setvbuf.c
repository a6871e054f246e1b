/* Choosing how a stream is buffered, before it is used. A buffer of the caller's is taken if it is large enough
   to hold a byte beside the one for ungetc(). */
#include "file.h"

int setvbuf(FILE *file, char *buffer, int mode, size_t size)
{
    if (file->flags & (READING | WRITING) || (mode != _IOFBF && mode != _IOLBF && mode != _IONBF))
        return -1;
    file->flags = (file->flags & ~(BY_LINE | UNBUFFERED)) | DECIDED;
    if (mode == _IONBF) {
        file->flags |= UNBUFFERED;
        buffer = (char *)file->small;
        size = sizeof file->small;
    }
    if (mode == _IOLBF)
        file->flags |= BY_LINE;
    if (buffer && size >= 2) {
        file->buffer = (unsigned char *)buffer;
        file->size = size;
    }
    return 0;
}

void setbuf(FILE *file, char *buffer)
{
    setvbuf(file, buffer, buffer ? _IOFBF : _IONBF, BUFSIZ);
}
