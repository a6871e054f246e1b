/* All sleep at the same time: nobody holds a ticket that could be drawn. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int i;

    for (i = 0; i < 3; i++)
        if (fork() == 0) {
            usleep(30000);
            exit(0);
        }
    for (i = 0; i < 3; i++)
        wait(0);
    puts("all awake");
    return 0;
}
