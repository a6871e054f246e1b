#include <stdio.h>

int readcount(void);

int main(void)
{
    int count = readcount();

    printf("%s\n", count >= 0 ? "there" : "not there");
    return 0;
}
