/* Calls kill with a number, for kernels that do something else then. */
#include <signal.h>
#include "check.h"

int main(int argc, char *argv[])
{
    CHECK(argc == 2);
    kill(getpid(), atoi(argv[1]));
    return 0;
}
