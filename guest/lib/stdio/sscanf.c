/* scanf() from a string. */
#include "scan.h"
#include <stdio.h>

struct string_source {
    struct __source source;
    const char *s;
};

static int next(struct __source *source)
{
    struct string_source *from = (struct string_source *)source;

    return *from->s ? (unsigned char)*from->s++ : EOF;
}

int vsscanf(const char *s, const char *format, va_list arguments)
{
    struct string_source from = {{next, 0, 0, 0}, NULL};

    from.s = s;
    return __scan(&from.source, format, arguments);
}

int sscanf(const char *s, const char *format, ...)
{
    va_list arguments;
    int stored;

    va_start(arguments, format);
    stored = vsscanf(s, format, arguments);
    va_end(arguments);
    return stored;
}
