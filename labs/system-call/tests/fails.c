#include <stdio.h>
#include <unistd.h>

int readcount(void);

int main(void)
{
    char c;
    int before = readcount();

    read(77, &c, 1);
    read(0, (void *)16, 1);
    printf("%d more\n", readcount() - before);
    return 0;
}
