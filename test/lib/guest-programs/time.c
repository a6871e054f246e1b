/* The clock counts instructions: it goes forward, all its names agree, and sleeping takes as long as it should. */
#include <ringside.h>
#include <stdio.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long long microseconds(void)
{
    struct timeval now;

    gettimeofday(&now, NULL);
    return now.tv_sec * 1000000LL + now.tv_usec;
}

static void check(const char *what, long long took, long long expected)
{
    int right = took >= expected && took < expected + 15000;

    if (right)
        printf("%s: right\n", what);
    else
        printf("%s: %lld instead of %lld\n", what, took, expected);
}

int main(void)
{
    struct timespec duration = {1, 500000000}, now;
    long long start = microseconds(), up;
    unsigned long long before = instructions();

    check("nothing", instructions() - before, 0);
    usleep(50000);
    check("usleep", microseconds() - start, 50000);
    start = microseconds();
    sleep(2);
    check("sleep", microseconds() - start, 2000000);
    start = microseconds();
    nanosleep(&duration, NULL);
    check("nanosleep", microseconds() - start, 1500000);

    clock_gettime(CLOCK_MONOTONIC, &now);
    check("clock_gettime", microseconds() - (now.tv_sec * 1000000LL + now.tv_nsec / 1000), 0);
    start = microseconds();
    up = uptime() * 1000LL; /* whole milliseconds */
    printf("uptime: %s\n", up > start - 1000 && up <= microseconds() ? "right" : "wrong");
    check("clock", (clock_t)microseconds() - clock() + 1000, 0);
    printf("time: %d\n", (int)(microseconds() / 1000000 - time(NULL)));
    return 0;
}
