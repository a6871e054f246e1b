/* Keeps the CPU busy beside the program under test, and now and then asks the kernel for something. */
#include <unistd.h>

int main(void)
{
    volatile unsigned round = 0;
    for (;;)
        if (++round % 512 == 0) getpid();
}
