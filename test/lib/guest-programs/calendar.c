/* A time_t of 32 bits: dates that it cannot tell are an error. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static void check(int year, int month, int day, int hour, int minute, int second)
{
    struct tm parts;

    memset(&parts, 0, sizeof parts);
    parts.tm_year = year - 1900;
    parts.tm_mon = month;
    parts.tm_mday = day;
    parts.tm_hour = hour;
    parts.tm_min = minute;
    parts.tm_sec = second;
    errno = 0;
    printf("%d", mktime(&parts));
    printf(" %s\n", errno ? strerror(errno) : "in range");
}

int main(void)
{
    check(1901, 11, 13, 20, 45, 51);
    check(1901, 11, 13, 20, 45, 52);
    check(1970, 0, 1, 0, 0, -1);
    check(2038, 0, 19, 3, 14, 7);
    check(2038, 0, 19, 3, 14, 8);
    check(2147483647, 11, 31, 0, 0, 0);
    return 0;
}
