/* The reading side of a stream. */
#include "file.h"
#include <errno.h>
#include <unistd.h>

int __start_reading(FILE *file)
{
    if (file->flags & READING)
        return 0;
    if (!(file->flags & CAN_READ)) {
        file->flags |= FAILED;
        errno = EBADF;
        return EOF;
    }
    __prepare(file);
    if (file->flags & WRITING)
        __write_out(file);
    file->flags = (file->flags & ~WRITING) | READING;
    file->next = file->end = file->buffer + 1;
    return 0;
}

/* What a person should have seen before the program waits for an answer. */
static void show_prompts(void)
{
    FILE *file;

    for (file = __streams; file; file = file->following)
        if ((file->flags & (WRITING | BY_LINE)) == (WRITING | BY_LINE))
            fflush(file);
}

int __refill(FILE *file)
{
    int count;

    if (__start_reading(file) == EOF || file->flags & AT_END)
        return EOF;
    if (file->flags & (BY_LINE | UNBUFFERED))
        show_prompts();
    count = read_file(file, file->buffer + 1, file->size - 1);
    file->next = file->buffer + 1;
    file->end = file->next + (count > 0 ? count : 0);
    if (count <= 0)
        file->flags |= count == 0 ? AT_END : FAILED;
    return count > 0 ? 0 : EOF;
}
