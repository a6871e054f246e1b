/* Tells a signal on standard error, as perror() tells an error. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

void psignal(int signal, const char *what)
{
    if (what && *what)
        fprintf(stderr, "%s: ", what);
    fprintf(stderr, "%s\n", strsignal(signal));
}
