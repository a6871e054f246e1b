/* Prints what it has been given, after others have used the stack. */
#include <stdio.h>
#include <string.h>

static int deep(int n)
{
    char bytes[64];

    memset(bytes, n, sizeof bytes);
    return n == 0 ? bytes[0] : deep(n - 1) + bytes[63];
}

int main(int argc, char *argv[])
{
    int i;

    deep(20);
    for (i = 1; i < argc; i++)
        printf("%s\n", argv[i]);
    printf("%d, %s\n", argc, argv[argc] ? "and no end" : "and the end");
    return 0;
}
