/* Cutting a string into tokens, with one place kept for the whole program. */
#include <string.h>

char *strtok(char *s, const char *delimiters)
{
    static char *rest;
    char *token = s ? s : rest;

    if (!token)
        return NULL;
    token += strspn(token, delimiters);
    if (*token == '\0') {
        rest = NULL;
        return NULL;
    }
    rest = token + strcspn(token, delimiters);
    if (*rest)
        *rest++ = '\0';
    return token;
}
