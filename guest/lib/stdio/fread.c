/* Reading an array. */
#include "file.h"
#include <string.h>

size_t fread(void *to, size_t size, size_t count, FILE *file)
{
    unsigned char *next = to;
    size_t left = size * count;

    lock_stream(file);
    while (left > 0) {
        size_t part;

        if (!(file->flags & READING) || file->next == file->end)
            if (__refill(file) == EOF)
                break;
        part = file->end - file->next;
        if (part > left)
            part = left;
        memcpy(next, file->next, part);
        file->next += part;
        next += part;
        left -= part;
    }
    unlock_stream(file);
    return size == 0 ? 0 : (size * count - left) / size;
}
