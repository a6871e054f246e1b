/* Strings: length, copying, appending, comparing. */
#include <string.h>

size_t strlen(const char *s)
{
    const char *end = s;

    while (*end)
        end++;
    return end - s;
}

char *strcpy(char *to, const char *from)
{
    char *p = to;

    while ((*p++ = *from++))
        ;
    return to;
}

char *strncpy(char *to, const char *from, size_t n)
{
    char *p = to;

    for (; n > 0 && *from; n--)
        *p++ = *from++;
    for (; n > 0; n--)
        *p++ = '\0';
    return to;
}

char *strcat(char *to, const char *from)
{
    strcpy(to + strlen(to), from);
    return to;
}

char *strncat(char *to, const char *from, size_t n)
{
    char *p = to + strlen(to);

    for (; n > 0 && *from; n--)
        *p++ = *from++;
    *p = '\0';
    return to;
}

int strcmp(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return (unsigned char)*a - (unsigned char)*b;
}

int strncmp(const char *a, const char *b, size_t n)
{
    for (; n > 0; n--, a++, b++)
        if (*a != *b || *a == '\0')
            return (unsigned char)*a - (unsigned char)*b;
    return 0;
}
