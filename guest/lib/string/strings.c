/* Strings without regard to case, and the old names of BSD. */
#include <ctype.h>
#include <string.h>

int strncasecmp(const char *a, const char *b, size_t n)
{
    for (; n > 0; n--, a++, b++) {
        int difference = tolower((unsigned char)*a) - tolower((unsigned char)*b);

        if (difference || *a == '\0')
            return difference;
    }
    return 0;
}

int strcasecmp(const char *a, const char *b)
{
    return strncasecmp(a, b, (size_t)-1);
}

void bzero(void *to, size_t n)
{
    memset(to, 0, n);
}

char *index(const char *s, int c)
{
    return strchr(s, c);
}

char *rindex(const char *s, int c)
{
    return strrchr(s, c);
}
