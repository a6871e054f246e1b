/* printf() to a string. Needs no system call, so the kernel may use it too. */
#include "format.h"
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct string_sink {
    struct __sink sink;
    char *next;
    size_t room; /* without the NUL */
};

static void put(struct __sink *sink, const char *bytes, size_t count)
{
    struct string_sink *to = (struct string_sink *)sink;
    size_t part = count < to->room ? count : to->room;

    memcpy(to->next, bytes, part);
    to->next += part;
    to->room -= part;
}

int vsnprintf(char *s, size_t size, const char *format, va_list arguments)
{
    struct string_sink to;
    int count;

    to.sink.put = put;
    to.next = s;
    to.room = size > 0 ? size - 1 : 0;
    count = __format(&to.sink, format, arguments);
    if (size > 0)
        *to.next = '\0';
    return count;
}

int snprintf(char *s, size_t size, const char *format, ...)
{
    va_list arguments;
    int count;

    va_start(arguments, format);
    count = vsnprintf(s, size, format, arguments);
    va_end(arguments);
    return count;
}

/* As long as may be from `s` on: the caller promises that there is room. */
int vsprintf(char *s, const char *format, va_list arguments)
{
    return vsnprintf(s, SIZE_MAX, format, arguments);
}

int sprintf(char *s, const char *format, ...)
{
    va_list arguments;
    int count;

    va_start(arguments, format);
    count = vsprintf(s, format, arguments);
    va_end(arguments);
    return count;
}
