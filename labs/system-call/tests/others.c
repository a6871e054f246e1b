#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int readcount(void);

int main(void)
{
    char c;
    int before = readcount();

    if (fork() == 0) {
        int i, fd = open("/etc/startup", O_RDONLY);

        for (i = 0; i < 3; i++)
            read(fd, &c, 1);
        exit(0);
    }
    wait(0);
    printf("%d more\n", readcount() - before);
    return 0;
}
