/* Runs beside a program that is killed, for long enough to be there afterwards, and finishes. */
#include "check.h"

int main(void)
{
    volatile int i;

    for (i = 0; i < 50000; i++)
        if (i % 10000 == 0)
            usleep(1000);
    printf("bystander has finished\n");
    return 0;
}
