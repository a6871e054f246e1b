/* Finding in strings: a part without regard to case, and a character or else the end. */
#include <string.h>

char *strcasestr(const char *s, const char *part)
{
    size_t length = strlen(part);

    for (;; s++) {
        if (strncasecmp(s, part, length) == 0)
            return (char *)s;
        if (*s == '\0')
            return NULL;
    }
}

char *strchrnul(const char *s, int c)
{
    while (*s && *s != (char)c)
        s++;
    return (char *)s;
}
