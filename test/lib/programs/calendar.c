/* Dates: there and back, parts of any size, and as text. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <time.h>

static void show(time_t time)
{
    struct tm parts = *gmtime(&time);
    char text[200];

    printf("%d: %d-%d-%d %d:%d:%d, weekday %d, day %d", (int)time, parts.tm_year, parts.tm_mon, parts.tm_mday,
           parts.tm_hour, parts.tm_min, parts.tm_sec, parts.tm_wday, parts.tm_yday);
    printf(", back %d\n", (int)timegm(&parts));
    strftime(text, sizeof text, "%a %A %b %B %h|%c|%C %d %D|%e %F|%g %G %V|%H %I %p|%j %m %M %r|%R %S %T", &parts);
    puts(text);
    strftime(text, sizeof text, "%u %w|%U %W|%x %X|%y %Y|%%|%n|%t|%Ey %Od", &parts);
    puts(text);
}

static void normalise(int year, int month, int day, int hour, int minute, int second)
{
    struct tm parts;
    time_t time;

    memset(&parts, 0, sizeof parts);
    parts.tm_year = year - 1900;
    parts.tm_mon = month;
    parts.tm_mday = day;
    parts.tm_hour = hour;
    parts.tm_min = minute;
    parts.tm_sec = second;
    time = timegm(&parts);
    printf("%d: %s", (int)time, asctime(&parts));
}

int main(void)
{
    static const int times[] = {0, 1, -1, 59, 86399, 86400, 951782399, 951782400, 951868800, 1078012800, 1234567890,
                                1735689599, 1735689600, 2147483647, -2147483647 - 1, -86400, -86401, 68169600};
    char small[5] = "none";
    time_t time = 0;
    unsigned i;
    int year;

    for (i = 0; i < sizeof times / sizeof times[0]; i++)
        show(times[i]);
    for (year = 1971; year < 2038; year++) { /* the weeks at the turns of the years */
        show((year - 1970) * 365 * 86400 + ((year - 1969) / 4) * 86400);
        show((year - 1970) * 365 * 86400 + ((year - 1969) / 4) * 86400 - 1);
    }
    normalise(2024, 0, 40, 0, 0, 0);
    normalise(2024, 13, 1, -1, 60, 3600);
    normalise(2024, -25, 0, 0, 0, 0);
    normalise(1901, 11, 13, 20, 45, 52);
    normalise(2038, 0, 19, 3, 14, 7);
    normalise(2000, 1, 30, 25, 61, -61);
    normalise(2023, 2, 0, 0, 0, 0);
    printf("%s", ctime_r(&time, (char[26]){0}));
    printf("%d", (int)strftime(small, sizeof small, "%Y", gmtime(&time)));
    printf(" %s %d\n", small, (int)strftime(small, sizeof small, "%Y-", gmtime(&time)));
    return 0;
}
