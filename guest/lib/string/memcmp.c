/* Comparing and searching blocks of memory. */
#include <stdint.h>
#include <string.h>

int memcmp(const void *a, const void *b, size_t n)
{
    const unsigned char *p = a, *q = b;

    /* Whole words while they are equal; the bytes below find the order. */
    if ((((uintptr_t)p | (uintptr_t)q) & 3) == 0)
        for (; n >= 4 && *(const uint32_t *)p == *(const uint32_t *)q; n -= 4) {
            p += 4;
            q += 4;
        }
    for (; n > 0; n--, p++, q++)
        if (*p != *q)
            return *p - *q;
    return 0;
}

void *memchr(const void *s, int byte, size_t n)
{
    const unsigned char *p = s;

    for (; n > 0; n--, p++)
        if (*p == (unsigned char)byte)
            return (void *)p;
    return NULL;
}
