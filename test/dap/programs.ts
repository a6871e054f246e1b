/** Programs that several tests of the adapter debug. */

export const hello = `#include <stdio.h>

int main(int argc, char *argv[])
{
    printf("hello %d\\n", argc);
    return 7;
}
`;

export const endless = `int main(void)
{
    volatile int turns = 0;
    for (;;)
        turns++;
}
`;
