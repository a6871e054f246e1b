/* Prints its argument, and yields, a few times. */
#include <sched.h>
#include "check.h"

int main(int argc, char *argv[])
{
    int i;

    CHECK(argc == 2);
    for (i = 0; i < 5; i++) {
        write(1, argv[1], strlen(argv[1]));
        sched_yield();
    }
    return 0;
}
