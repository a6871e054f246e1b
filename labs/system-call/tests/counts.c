#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int readcount(void);

int main(void)
{
    char c;
    int i, before, fd = open("/etc/startup", O_RDONLY);

    before = readcount();
    for (i = 0; i < 5; i++)
        read(fd, &c, 1);
    printf("%d more\n", readcount() - before);
    printf("%d more\n", readcount() - before);
    return 0;
}
