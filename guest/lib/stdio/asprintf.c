/* printf() to a new string of the right size. */
#include <stdio.h>
#include <stdlib.h>

int vasprintf(char **s, const char *format, va_list arguments)
{
    va_list again;
    int count;

    va_copy(again, arguments);
    count = vsnprintf(NULL, 0, format, arguments);
    *s = count < 0 ? NULL : malloc(count + 1);
    count = *s ? vsnprintf(*s, count + 1, format, again) : -1;
    va_end(again);
    return count;
}

int asprintf(char **s, const char *format, ...)
{
    va_list arguments;
    int count;

    va_start(arguments, format);
    count = vasprintf(s, format, arguments);
    va_end(arguments);
    return count;
}
