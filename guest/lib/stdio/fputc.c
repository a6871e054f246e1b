/* Writing a character. */
#include "file.h"

int fputc(int c, FILE *file)
{
    unsigned char byte = c;
    int result;

    /* Most often there is room, no line ends, and there is one thread. */
    if (!__thread_number && (file->flags & (WRITING | UNBUFFERED)) == WRITING && byte != '\n' &&
        file->buffer + file->size - file->next > 1) {
        *file->next++ = byte;
        return byte;
    }
    lock_stream(file);
    result = __put_bytes(file, &byte, 1) == 1 ? byte : EOF;
    unlock_stream(file);
    return result;
}

int putc(int c, FILE *file)
{
    return fputc(c, file);
}

int putchar(int c)
{
    return fputc(c, stdout);
}
