/* Finding bytes and parts in blocks of memory, and copying blocks one behind the other. */
#include <string.h>

void *mempcpy(void *to, const void *from, size_t n)
{
    return (char *)memcpy(to, from, n) + n;
}

void *memrchr(const void *s, int byte, size_t n)
{
    const unsigned char *bytes = s;

    while (n > 0)
        if (bytes[--n] == (unsigned char)byte)
            return (void *)&bytes[n];
    return NULL;
}

void *memmem(const void *s, size_t n, const void *part, size_t part_size)
{
    const char *at = s;

    for (; n >= part_size; at++, n--)
        if (memcmp(at, part, part_size) == 0)
            return (void *)at;
    return NULL;
}
