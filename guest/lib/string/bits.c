/* The first bit that is set, and other old names (BSD). */
#include <string.h>

int ffs(int n)
{
    return __builtin_ffs(n);
}

int ffsl(long n)
{
    return __builtin_ffsl(n);
}

int ffsll(long long n)
{
    return __builtin_ffsll(n);
}

int bcmp(const void *a, const void *b, size_t n)
{
    return memcmp(a, b, n);
}

void bcopy(const void *from, void *to, size_t n)
{
    memmove(to, from, n);
}

void *rawmemchr(const void *s, int byte)
{
    const unsigned char *at = s;

    while (*at != (unsigned char)byte)
        at++;
    return (void *)at;
}
