/* System calls that do next to nothing. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int i, sum = 0;

    for (i = 0; i < 500000; i++)
        sum += getpid();
    printf("%d\n", sum);
    return 0;
}
