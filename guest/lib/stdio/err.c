/* The messages of <err.h>. A program is called what the kernel's list of processes calls it. */
#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/procinfo.h>
#include <unistd.h>

static void message(const char *format, va_list arguments)
{
    struct procinfo info;

    if (procinfo(getpid() - 1, &info) > 0)
        fprintf(stderr, "%s: ", info.name);
    if (format)
        vfprintf(stderr, format, arguments);
}

void vwarnx(const char *format, va_list arguments)
{
    message(format, arguments);
    fputc('\n', stderr);
}

void vwarn(const char *format, va_list arguments)
{
    int error = errno;

    message(format, arguments);
    fprintf(stderr, "%s%s\n", format ? ": " : "", strerror(error));
}

void verrx(int status, const char *format, va_list arguments)
{
    vwarnx(format, arguments);
    exit(status);
}

void verr(int status, const char *format, va_list arguments)
{
    vwarn(format, arguments);
    exit(status);
}

void warnx(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vwarnx(format, arguments);
    va_end(arguments);
}

void warn(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vwarn(format, arguments);
    va_end(arguments);
}

void errx(int status, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    verrx(status, format, arguments);
}

void err(int status, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    verr(status, format, arguments);
}
