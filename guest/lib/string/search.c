/* Strings: finding characters, sets of characters, and parts. */
#include <string.h>

char *strchr(const char *s, int c)
{
    for (; *s != (char)c; s++)
        if (*s == '\0')
            return NULL;
    return (char *)s;
}

char *strrchr(const char *s, int c)
{
    const char *last = NULL;

    do
        if (*s == (char)c)
            last = s;
    while (*s++);
    return (char *)last;
}

char *strstr(const char *s, const char *part)
{
    size_t length = strlen(part);

    for (;; s++) {
        if (strncmp(s, part, length) == 0)
            return (char *)s;
        if (*s == '\0')
            return NULL;
    }
}

size_t strspn(const char *s, const char *set)
{
    const char *p = s;

    while (*p && strchr(set, *p))
        p++;
    return p - s;
}

size_t strcspn(const char *s, const char *set)
{
    const char *p = s;

    while (*p && !strchr(set, *p))
        p++;
    return p - s;
}

char *strpbrk(const char *s, const char *set)
{
    s += strcspn(s, set);
    return *s ? (char *)s : NULL;
}
