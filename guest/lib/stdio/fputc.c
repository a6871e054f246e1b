/* Writing a character. */
#include "file.h"

int fputc(int c, FILE *file)
{
    unsigned char byte = c;

    /* Most often there is room, and no line ends. */
    if ((file->flags & (WRITING | UNBUFFERED)) == WRITING && byte != '\n' &&
        file->buffer + file->size - file->next > 1) {
        *file->next++ = byte;
        return byte;
    }
    return __put_bytes(file, &byte, 1) == 1 ? byte : EOF;
}

int putc(int c, FILE *file)
{
    return fputc(c, file);
}

int putchar(int c)
{
    return fputc(c, stdout);
}
