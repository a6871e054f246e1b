/* Says that it has begun, and computes for ever. */
#include <stdio.h>

int main(int argc, char *argv[])
{
    volatile unsigned turns = 0;

    puts(argc > 1 ? argv[1] : "?");
    for (;;)
        turns++;
}
