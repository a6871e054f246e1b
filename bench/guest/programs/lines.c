/* Lines of text. */
#include <stdio.h>

int main(void)
{
    int i;

    for (i = 0; i < 20000; i++)
        printf("line %d of %s: %x\n", i, "some text", i * 77);
    return 0;
}
