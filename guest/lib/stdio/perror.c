/* What the last error was. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

void perror(const char *what)
{
    if (what && *what)
        fprintf(stderr, "%s: %s\n", what, strerror(errno));
    else
        fprintf(stderr, "%s\n", strerror(errno));
}
