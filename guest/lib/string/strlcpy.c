/* Copying strings to where only so many bytes fit: always ended, and the result tells how many were wanted. */
#include <string.h>

size_t strlcpy(char *to, const char *from, size_t size)
{
    size_t length = strlen(from);

    if (size > 0) {
        size_t part = length < size ? length : size - 1;

        memcpy(to, from, part);
        to[part] = '\0';
    }
    return length;
}

size_t strlcat(char *to, const char *from, size_t size)
{
    size_t length = strnlen(to, size);

    return length + strlcpy(to + length, from, size - length);
}
