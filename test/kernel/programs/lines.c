/* Reads the terminal a line at a time, and shows the bytes of each. */
#include "check.h"

int main(void)
{
    char line[64];
    int count, i;

    while ((count = read(0, line, sizeof line)) > 0) {
        printf("%d:", count);
        for (i = 0; i < count; i++)
            printf(" %02x", (unsigned char)line[i]);
        printf("\n");
    }
    printf("end\n");
    return 0;
}
