/* Reading a character, and putting it back. */
#include "file.h"

int fgetc(FILE *file)
{
    if (!(file->flags & READING) || file->next == file->end)
        if (__refill(file) == EOF)
            return EOF;
    return *file->next++;
}

int getc(FILE *file)
{
    return fgetc(file);
}

int getchar(void)
{
    return fgetc(stdin);
}

int ungetc(int c, FILE *file)
{
    if (c == EOF || __start_reading(file) == EOF || file->next == file->buffer)
        return EOF;
    *--file->next = c;
    file->flags &= ~AT_END;
    return (unsigned char)c;
}
