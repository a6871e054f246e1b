/* echo [-n] WORDS…: prints its arguments. */
#include <stdio.h>
#include <string.h>

int main(int argc, char *argv[])
{
    int newline = argc < 2 || strcmp(argv[1], "-n") != 0;
    int first = newline ? 1 : 2;
    int i;

    for (i = first; i < argc; i++) {
        if (i > first)
            putchar(' ');
        fputs(argv[i], stdout);
    }
    if (newline)
        putchar('\n');
    return 0;
}
