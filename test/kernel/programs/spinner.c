/* Prints its argument now and then, for ever, and never gives up the CPU of its own will: not even to print. */
#include "check.h"

int main(int argc, char *argv[])
{
    volatile int i;

    CHECK(argc == 2);
    write(1, argv[1], strlen(argv[1]));
    for (;;)
        for (i = 0; i < 100; i++) {}
}
