/* Reading lines of any length. */
#include "file.h"
#include <stdlib.h>

static ssize_t get(char **line, size_t *size, int delimiter, FILE *file)
{
    size_t length = 0;
    int c = EOF;

    do {
        if (!*line || *size < length + 2) {
            size_t larger = *line && *size >= 64 ? 2 * *size : 128;
            char *moved = realloc(*line, larger);

            if (!moved)
                return -1;
            *line = moved;
            *size = larger;
        }
        c = fgetc(file);
        if (c != EOF)
            (*line)[length++] = c;
    } while (c != EOF && c != delimiter);
    (*line)[length] = '\0';
    return length > 0 ? (ssize_t)length : -1;
}

ssize_t getdelim(char **line, size_t *size, int delimiter, FILE *file)
{
    ssize_t length;

    lock_stream(file);
    length = get(line, size, delimiter, file);
    unlock_stream(file);
    return length;
}

ssize_t getline(char **line, size_t *size, FILE *file)
{
    return getdelim(line, size, '\n', file);
}
