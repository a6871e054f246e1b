/* Cutting a string into tokens, with the place kept by the caller. */
#include <string.h>

char *strtok_r(char *s, const char *delimiters, char **rest)
{
    char *token = s ? s : *rest;

    if (!token)
        return NULL;
    token += strspn(token, delimiters);
    if (*token == '\0') {
        *rest = NULL;
        return NULL;
    }
    *rest = token + strcspn(token, delimiters);
    if (**rest)
        *(*rest)++ = '\0';
    return token;
}

char *strsep(char **s, const char *delimiters)
{
    char *token = *s;

    if (token) {
        *s = strpbrk(token, delimiters);
        if (*s)
            *(*s)++ = '\0';
    }
    return token;
}
