/* Writing strings and arrays. */
#include "file.h"
#include <string.h>

int fputs(const char *s, FILE *file)
{
    size_t length = strlen(s);

    return __put_bytes(file, s, length) == length ? 0 : EOF;
}

int puts(const char *s)
{
    return fputs(s, stdout) == EOF || __put_bytes(stdout, "\n", 1) < 1 ? EOF : 0;
}

size_t fwrite(const void *from, size_t size, size_t count, FILE *file)
{
    return size == 0 ? 0 : __put_bytes(file, from, size * count) / size;
}
