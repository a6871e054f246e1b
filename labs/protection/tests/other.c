/* Wants the CPU as well: it sleeps until the other one computes. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    usleep(100000);
    puts("the other has got the CPU");
    return 0;
}
