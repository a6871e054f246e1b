/*
 * Many that sleep and wake up again and again, in this process and in others that have alarms, and one that has work to do: `crowd`.
 * However short a time slice is, the work gets done.
 */
#include <pthread.h>
#include <signal.h>
#include "check.h"

#define NAPPERS 40
#define ALARMED 10
#define WORK 5000

static volatile int done;

static void *nap(void *unused)
{
    while (!done)
        usleep(1000);
    return unused;
}

static void nothing(int signal)
{
    (void)signal;
}

static int start_alarmed(void)
{
    int pid = fork();

    if (pid == 0) {
        signal(SIGALRM, nothing);
        ualarm(10000, 10000);
        for (;;)
            pause();
    }
    return pid;
}

int main(void)
{
    pthread_t nappers[NAPPERS];
    int pids[ALARMED], i;
    volatile int work;

    for (i = 0; i < ALARMED; i++)
        CHECK((pids[i] = start_alarmed()) > 0);
    for (i = 0; i < NAPPERS; i++)
        CHECK(pthread_create(&nappers[i], 0, nap, 0) == 0);
    for (work = 0; work < WORK; work++)
        ;
    done = 1;
    for (i = 0; i < NAPPERS; i++)
        pthread_join(nappers[i], 0);
    for (i = 0; i < ALARMED; i++) {
        kill(pids[i], SIGKILL);
        wait(0);
    }
    printf("ok\n");
    return 0;
}
