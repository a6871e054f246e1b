/* Computes for ever with so many tickets, and prints its letter each time it has had so much of the CPU. */
#include <ringside.h>
#include "check.h"

int main(int argc, char *argv[])
{
    volatile int i;

    CHECK(argc == 3);
    CHECK(settickets(0, atoi(argv[2])) == 0);
    CHECK_ERROR(EINVAL, settickets(0, 0));
    CHECK_ERROR(EINVAL, settickets(0, 10001));
    CHECK_ERROR(ESRCH, settickets(9999, 1));
    for (;;) {
        for (i = 0; i < 1000; i++) {}
        write(1, argv[1], 1);
    }
}
