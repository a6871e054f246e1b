/* The position of a stream. */
#include "file.h"
#include <unistd.h>

static int seek(FILE *file, long offset, int whence)
{
    if (file->flags & WRITING && __write_out(file) == EOF)
        return -1;
    if (file->flags & READING)
        __forget_input(file);
    if (seek_file(file, offset, whence) < 0)
        return -1;
    file->flags &= ~(READING | WRITING | AT_END);
    return 0;
}

int fseek(FILE *file, long offset, int whence)
{
    int result;

    lock_stream(file);
    result = seek(file, offset, whence);
    unlock_stream(file);
    return result;
}

static long tell(FILE *file)
{
    long position;

    if (file->flags & WRITING && __write_out(file) == EOF)
        return -1;
    position = seek_file(file, 0, SEEK_CUR);
    if (position >= 0 && file->flags & READING)
        position -= file->end - file->next;
    return position;
}

long ftell(FILE *file)
{
    long position;

    lock_stream(file);
    position = tell(file);
    unlock_stream(file);
    return position;
}

void rewind(FILE *file)
{
    fseek(file, 0, SEEK_SET);
    file->flags &= ~FAILED;
}

int fgetpos(FILE *file, fpos_t *position)
{
    *position = ftell(file);
    return *position < 0 ? -1 : 0;
}

int fsetpos(FILE *file, const fpos_t *position)
{
    return fseek(file, *position, SEEK_SET);
}
