/* Sleepers wake in the order of their times, and not too early; also while others yield to each other all the time. */
#include <ringside.h>
#include <sched.h>
#include <signal.h>
#include "check.h"

static void sleeper(int number, int microseconds)
{
    unsigned long long start = instructions();
    char digit = '0' + number;

    usleep(microseconds);
    CHECK(instructions() - start >= (unsigned)microseconds);
    write(1, &digit, 1);
    exit(0);
}

static void several(void)
{
    static const int times[] = {5000000, 1000000, 9000000, 3000000, 7000000};
    int i;

    for (i = 0; i < 5; i++)
        if (fork() == 0)
            sleeper(i, times[i]);
    for (i = 0; i < 5; i++)
        wait(0);
    write(1, "\n", 1);
}

int main(int argc, char *argv[])
{
    unsigned long long start;
    int pid;

    (void)argc, (void)argv;
    several();
    if ((pid = fork()) == 0)
        for (;;)
            sched_yield();
    several();
    kill(pid, 9);
    CHECK(status_of(pid) == 9);
    start = instructions();
    usleep(0);
    CHECK(instructions() - start < 100000);
    start = instructions();
    usleep(1000000);
    CHECK(instructions() - start >= 1000000 && instructions() - start < 1100000);
    CHECK(uptime() >= 1000 && uptime() < 60000);
    printf("ok\n");
    return 0;
}
