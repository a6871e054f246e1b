/* Decimal numbers without a check, apart from strtol() since most programs need no more. */
#include <ctype.h>
#include <stdlib.h>

int atoi(const char *s)
{
    unsigned int n = 0;
    int negative;

    while (isspace((unsigned char)*s))
        s++;
    negative = *s == '-';
    if (*s == '-' || *s == '+')
        s++;
    while (isdigit((unsigned char)*s))
        n = 10 * n + (*s++ - '0');
    return negative ? -n : n;
}

long atol(const char *s)
{
    return atoi(s);
}
