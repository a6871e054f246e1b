/* Copying strings to where only so many bytes fit; not every host's library has them. */
#include <iso646.h>
#include <stdio.h>
#include <stdnoreturn.h>
#include <stdlib.h>
#include <string.h>

static noreturn void done(void)
{
    exit(0);
}

int main(void)
{
    char to[6];

    printf("%u", strlcpy(to, "abc", sizeof to));
    printf(" %s\n", to);
    printf("%u", strlcpy(to, "abcdefgh", sizeof to));
    printf(" %s\n", to);
    printf("%u\n", strlcpy(to, "xyz", 0));
    strlcpy(to, "ab", sizeof to);
    printf("%u", strlcat(to, "cd", sizeof to));
    printf(" %s", to);
    printf(" %u", strlcat(to, "efgh", sizeof to));
    printf(" %s", to);
    printf(" %u\n", strlcat(to, "x", 3));
    if (strlen(to) == 5 and not strcmp(to, "abcde"))
        done();
    return 1;
}
