/* Says who it is, and computes for ever. */
#include <stdio.h>

int main(int argc, char *argv[])
{
    volatile unsigned turns = 0;

    (void)argc;
    puts(argv[1]);
    for (;;)
        turns++;
}
