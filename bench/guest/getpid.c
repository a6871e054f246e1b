/* An empty system call: the time of getpid() is that of the way into the kernel and back. */
#include <unistd.h>
#include "measure.h"

int main(void)
{
    MEASURE("loop", 200000, asm volatile(""));
    MEASURE("getpid", 200000, getpid());
    return 0;
}
