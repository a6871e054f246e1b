/* Reading a line. */
#include "file.h"

char *fgets(char *to, int size, FILE *file)
{
    char *next = to;
    int c = 0;

    lock_stream(file);
    while (--size > 0 && c != '\n' && (c = fgetc(file)) != EOF)
        *next++ = c;
    unlock_stream(file);
    if (next == to || (c == EOF && file->flags & FAILED))
        return NULL;
    *next = '\0';
    return to;
}
