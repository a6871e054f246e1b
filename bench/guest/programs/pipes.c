/* Two processes that hand a byte to and fro. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define TURNS 20000

int main(void)
{
    int there[2], back[2], i;
    char byte = 0;

    pipe(there);
    pipe(back);
    if (fork() == 0) {
        for (i = 0; i < TURNS; i++) {
            read(there[0], &byte, 1);
            byte++;
            write(back[1], &byte, 1);
        }
        return 0;
    }
    for (i = 0; i < TURNS; i++) {
        write(there[1], &byte, 1);
        read(back[0], &byte, 1);
    }
    wait(0);
    printf("%d\n", byte);
    return 0;
}
