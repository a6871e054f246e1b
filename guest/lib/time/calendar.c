/* Between seconds since 1970 and dates of the Gregorian calendar. */
#include "calendar.h"
#include <errno.h>
#include <limits.h>
#include <time.h>

#define DAY 86400
#define DAYS_OF_400_YEARS 146097

/* Days before a year that starts in March, counted from March of year 0: so a leap day is a year's last. */
static long long days_before(long long year)
{
    long long cycles = (year >= 0 ? year : year - 399) / 400;
    long long rest = year - cycles * 400;

    return cycles * DAYS_OF_400_YEARS + rest * 365 + rest / 4 - rest / 100;
}

/* Days from March 1 to the first of a month, months counted from March: 31 30 31 30 31, again and again. */
static int days_of_months(int month)
{
    return (month * 153 + 2) / 5;
}

#define DAYS_TO_1970 719468 /* from March 1 of year 0 to January 1, 1970 */

int __is_leap(long long year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* From 0 on; month from 0 on, day from 1 on. */
static int day_of_year(int year, int month, int day)
{
    static const short before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    return before[month] + day - 1 + (month > 1 && __is_leap(year));
}

/* The date of a day since 1970. */
static void set_date(struct tm *parts, int day)
{
    long long since = day + DAYS_TO_1970;
    int year = since / 365, month = 0;

    while (days_before(year) > since)
        year--;
    since -= days_before(year);
    while (month < 11 && days_of_months(month + 1) <= since)
        month++;
    parts->tm_mday = since - days_of_months(month) + 1;
    parts->tm_mon = (month + 2) % 12;
    parts->tm_year = year + (month >= 10) - 1900;
    parts->tm_yday = day_of_year(parts->tm_year + 1900, parts->tm_mon, parts->tm_mday);
    parts->tm_wday = ((day + 4) % 7 + 7) % 7; /* January 1, 1970 was a Thursday */
}

struct tm *gmtime_r(const time_t *time, struct tm *parts)
{
    int day = *time / DAY, second = *time % DAY;

    if (second < 0) {
        day--;
        second += DAY;
    }
    set_date(parts, day);
    parts->tm_hour = second / 3600;
    parts->tm_min = second / 60 % 60;
    parts->tm_sec = second % 60;
    parts->tm_isdst = 0;
    return parts;
}

struct tm *localtime_r(const time_t *time, struct tm *parts)
{
    return gmtime_r(time, parts);
}

static struct tm shared;

struct tm *gmtime(const time_t *time)
{
    return gmtime_r(time, &shared);
}

struct tm *localtime(const time_t *time)
{
    return gmtime(time);
}

/* Parts of any size: the 40th of January is the 9th of February. */
time_t timegm(struct tm *parts)
{
    long long month = parts->tm_mon - 2, year = parts->tm_year + 1900ll;
    long long seconds;
    time_t time;

    year += (month >= 0 ? month : month - 11) / 12;
    month -= (month >= 0 ? month : month - 11) / 12 * 12;
    seconds = days_before(year) + days_of_months(month) + parts->tm_mday - 1ll - DAYS_TO_1970;
    seconds = ((seconds * 24 + parts->tm_hour) * 60 + parts->tm_min) * 60 + parts->tm_sec;
    time = seconds;
    if (time != seconds) {
        errno = EOVERFLOW;
        return -1;
    }
    gmtime_r(&time, parts);
    return time;
}

time_t mktime(struct tm *parts)
{
    return timegm(parts);
}
