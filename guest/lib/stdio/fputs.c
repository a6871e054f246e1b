/* Writing strings and arrays. */
#include "file.h"
#include <string.h>

int fputs(const char *s, FILE *file)
{
    size_t length = strlen(s);

    return fwrite(s, 1, length, file) == length ? 0 : EOF;
}

int puts(const char *s)
{
    int result;

    lock_stream(stdout);
    result = fputs(s, stdout) == EOF || __put_bytes(stdout, "\n", 1) < 1 ? EOF : 0;
    unlock_stream(stdout);
    return result;
}

size_t fwrite(const void *from, size_t size, size_t count, FILE *file)
{
    size_t written;

    if (size == 0)
        return 0;
    lock_stream(file);
    written = __put_bytes(file, from, size * count);
    unlock_stream(file);
    return written / size;
}
