/* Reading a character, and putting it back. */
#include "file.h"

int fgetc(FILE *file)
{
    int c = EOF;

    lock_stream(file);
    if ((file->flags & READING && file->next != file->end) || __refill(file) != EOF)
        c = *file->next++;
    unlock_stream(file);
    return c;
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
    int pushed = EOF;

    lock_stream(file);
    if (c != EOF && __start_reading(file) != EOF && file->next != file->buffer) {
        *--file->next = c;
        file->flags &= ~AT_END;
        pushed = (unsigned char)c;
    }
    unlock_stream(file);
    return pushed;
}
