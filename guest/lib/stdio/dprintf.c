/* printf() to a descriptor. */
#include "format.h"
#include <stdio.h>

int vdprintf(int fd, const char *format, va_list arguments)
{
    return __format_to_fd(fd, format, arguments);
}

int dprintf(int fd, const char *format, ...)
{
    va_list arguments;
    int count;

    va_start(arguments, format);
    count = __format_to_fd(fd, format, arguments);
    va_end(arguments);
    return count;
}
