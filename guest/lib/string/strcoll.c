/* Order of strings in the one locale there is, which is that of strcmp(). */
#include <string.h>

int strcoll(const char *a, const char *b)
{
    return strcmp(a, b);
}

size_t strxfrm(char *to, const char *from, size_t n)
{
    size_t length = strlen(from);

    if (length < n)
        memcpy(to, from, length + 1);
    return length;
}
