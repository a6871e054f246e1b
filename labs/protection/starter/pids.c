/* Has the kernel write to its own memory: the next child has a pid that it never would have had. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int *next_pid = 0; /* yours to find */

    if (fork() == 0)
        exit(0); /* yours to choose: this comes back as a status */
    wait(next_pid);
    if (fork() == 0) {
        printf("my pid is %d\n", getpid());
        exit(0);
    }
    wait(0);
    return 0;
}
