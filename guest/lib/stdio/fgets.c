/* Reading a line. */
#include "file.h"

char *fgets(char *to, int size, FILE *file)
{
    char *next = to;
    int c = 0;

    while (--size > 0 && c != '\n' && (c = fgetc(file)) != EOF)
        *next++ = c;
    if (next == to || (c == EOF && file->flags & FAILED))
        return NULL;
    *next = '\0';
    return to;
}
