/* A job of so many rounds that says how long it is, or does not; it prints its letter when it is done. */
#include <ringside.h>
#include "check.h"

#define ROUND 6 /* instructions, about */

int main(int argc, char *argv[])
{
    volatile int i;
    int rounds;

    CHECK(argc == 4);
    rounds = atoi(argv[2]);
    if (strcmp(argv[3], "unknown") != 0)
        setlength(rounds * ROUND);
    usleep(strcmp(argv[3], "late") == 0 ? 2500000 : 2000000); /* until all are there */
    for (i = 0; i < rounds; i++) {}
    write(1, argv[1], 1);
    return 0;
}
