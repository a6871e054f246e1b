/* System calls that do next to nothing. */
#include <stdio.h>
#include <unistd.h>

#ifndef CALLS
#define CALLS 500000
#endif

int main(void)
{
    int i, sum = 0;

    for (i = 0; i < CALLS; i++)
        sum += getpid();
    printf("%d\n", sum);
    return 0;
}
