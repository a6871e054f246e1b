/* Dates as text, by a format (C11 7.27.3.5), in the locale "C". */
#include "calendar.h"
#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *const days[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
static const char *const months[] = {"January", "February", "March", "April", "May", "June",
                                     "July", "August", "September", "October", "November", "December"};

struct text {
    char *to;
    size_t size;
    size_t length;
};

static void add(struct text *text, const char *from, size_t count)
{
    if (text->length + count < text->size)
        memcpy(text->to + text->length, from, count);
    text->length += count;
}

static void add_number(struct text *text, const char *format, int number)
{
    char digits[16];

    add(text, digits, sprintf(digits, format, number));
}

/* A name out of a table, at most so many characters of it; "?" for a number that has none. */
static void add_name(struct text *text, const char *const names[], int count, int index, int most)
{
    const char *name = index >= 0 && index < count ? names[index] : "?";

    add(text, name, strnlen(name, most));
}

/* The week of the year, when weeks start on a day of the week (0: Sunday). */
static int week(const struct tm *parts, int first)
{
    return (parts->tm_yday + 7 - (parts->tm_wday + 7 - first) % 7) / 7;
}

/* ISO 8601: weeks start on Monday, and the week with the year's first Thursday is number 1. */
static int iso_week(const struct tm *parts, int *year)
{
    int monday = (parts->tm_wday + 6) % 7;
    int number = (parts->tm_yday - monday + 10) / 7; /* of the week's Thursday */

    *year = parts->tm_year + 1900;
    if (number < 1) {
        int length = 365 + __is_leap(--*year);

        return (parts->tm_yday + length - monday + 10) / 7;
    }
    if (parts->tm_yday - monday + 3 >= 365 + __is_leap(*year)) {
        ++*year;
        return 1;
    }
    return number;
}

static void format_to(struct text *text, const char *format, const struct tm *parts);

/* What is made of other conversions; NULL for one that is not. */
static const char *composed(char conversion)
{
    switch (conversion) {
    case 'c': return "%a %b %e %H:%M:%S %Y";
    case 'D': case 'x': return "%m/%d/%y";
    case 'F': return "%Y-%m-%d";
    case 'r': return "%I:%M:%S %p";
    case 'R': return "%H:%M";
    case 'T': case 'X': return "%H:%M:%S";
    }
    return NULL;
}

static void add_week(struct text *text, char conversion, const struct tm *parts)
{
    int year, number = iso_week(parts, &year);

    switch (conversion) {
    case 'g': add_number(text, "%02d", year % 100); break;
    case 'G': add_number(text, "%d", year); break;
    case 'U': add_number(text, "%02d", week(parts, 0)); break;
    case 'V': add_number(text, "%02d", number); break;
    case 'W': add_number(text, "%02d", week(parts, 1)); break;
    }
}

static void add_conversion(struct text *text, char conversion, const struct tm *parts)
{
    const char *format = composed(conversion);
    int hour = parts->tm_hour % 12;

    if (format) {
        format_to(text, format, parts);
        return;
    }
    switch (conversion) {
    case 'a': add_name(text, days, 7, parts->tm_wday, 3); break;
    case 'A': add_name(text, days, 7, parts->tm_wday, 9); break;
    case 'b': case 'h': add_name(text, months, 12, parts->tm_mon, 3); break;
    case 'B': add_name(text, months, 12, parts->tm_mon, 9); break;
    case 'C': add_number(text, "%02d", (parts->tm_year + 1900) / 100); break;
    case 'd': add_number(text, "%02d", parts->tm_mday); break;
    case 'e': add_number(text, "%2d", parts->tm_mday); break;
    case 'H': add_number(text, "%02d", parts->tm_hour); break;
    case 'I': add_number(text, "%02d", hour == 0 ? 12 : hour); break;
    case 'j': add_number(text, "%03d", parts->tm_yday + 1); break;
    case 'm': add_number(text, "%02d", parts->tm_mon + 1); break;
    case 'M': add_number(text, "%02d", parts->tm_min); break;
    case 'n': add(text, "\n", 1); break;
    case 'p': add(text, parts->tm_hour < 12 ? "AM" : "PM", 2); break;
    case 'S': add_number(text, "%02d", parts->tm_sec); break;
    case 't': add(text, "\t", 1); break;
    case 'u': add_number(text, "%d", parts->tm_wday == 0 ? 7 : parts->tm_wday); break;
    case 'w': add_number(text, "%d", parts->tm_wday); break;
    case 'y': add_number(text, "%02d", (parts->tm_year % 100 + 100) % 100); break;
    case 'Y': add_number(text, "%d", parts->tm_year + 1900); break;
    case 'z': add(text, "+0000", 5); break;
    case 'Z': add(text, "UTC", 3); break;
    case '%': add(text, "%", 1); break;
    default: add_week(text, conversion, parts);
    }
}

static void format_to(struct text *text, const char *format, const struct tm *parts)
{
    for (; *format; format++) {
        if (*format != '%') {
            add(text, format, 1);
            continue;
        }
        format++;
        if (*format == 'E' || *format == 'O')
            format++; /* the same in this locale */
        if (!*format)
            return;
        add_conversion(text, *format, parts);
    }
}

size_t strftime(char *to, size_t size, const char *format, const struct tm *parts)
{
    struct text text = {to, size, 0};

    format_to(&text, format, parts);
    if (text.length >= size)
        return 0;
    to[text.length] = '\0';
    return text.length;
}

char *asctime_r(const struct tm *parts, char *to)
{
    strftime(to, 26, "%a %b %e %H:%M:%S %Y\n", parts);
    return to;
}

char *ctime_r(const time_t *time, char *to)
{
    struct tm parts;

    return asctime_r(gmtime_r(time, &parts), to);
}

static char shared[26];

char *asctime(const struct tm *parts)
{
    return asctime_r(parts, shared);
}

char *ctime(const time_t *time)
{
    return ctime_r(time, shared);
}
