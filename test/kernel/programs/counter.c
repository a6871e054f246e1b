/* Counts for longer than a time slice, and ends with 5. */
#include "check.h"

int main(int argc, char *argv[])
{
    volatile int i;

    CHECK(argc == 2);
    for (i = 0; i < 20000; i++) {}
    printf("%s has counted\n", argv[1]);
    return 5;
}
