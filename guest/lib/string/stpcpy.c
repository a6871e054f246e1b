/* Copies that return their end. */
#include <string.h>

char *stpcpy(char *to, const char *from)
{
    while ((*to = *from++))
        to++;
    return to;
}

char *stpncpy(char *to, const char *from, size_t n)
{
    strncpy(to, from, n);
    return to + strnlen(to, n);
}

void *memccpy(void *to, const void *from, int byte, size_t n)
{
    unsigned char *p = to;
    const unsigned char *q = from;

    for (; n > 0; n--)
        if ((*p++ = *q++) == (unsigned char)byte)
            return p;
    return NULL;
}
