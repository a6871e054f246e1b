/* Sleeps that are over as soon as they begin, in several processes that come and go. */
#include <signal.h>
#include "check.h"

static void nothing(int signal) { (void)signal; }

int main(void)
{
    int round, i;

    for (round = 0; round < 10; round++) {
        int pid = fork();

        CHECK(pid >= 0);
        signal(SIGALRM, nothing);
        for (i = 0; i < 300; i++) {
            if (i % 7 == 0)
                ualarm(i, 0);
            usleep(i);
        }
        if (pid == 0)
            exit(0);
        CHECK(status_of(pid) == 0);
    }
    printf("ok\n");
    return 0;
}
