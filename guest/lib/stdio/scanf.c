/* scanf() from a stream. */
#include "file.h"
#include "scan.h"

struct file_source {
    struct __source source;
    FILE *file;
};

static int next(struct __source *source)
{
    return fgetc(((struct file_source *)source)->file);
}

int vfscanf(FILE *file, const char *format, va_list arguments)
{
    struct file_source from = {{next, 0, 0, 0}, NULL};
    int stored;

    from.file = file;
    lock_stream(file);
    stored = __scan(&from.source, format, arguments);
    if (from.source.looked)
        ungetc(from.source.ahead, file);
    unlock_stream(file);
    return stored;
}

int vscanf(const char *format, va_list arguments)
{
    return vfscanf(stdin, format, arguments);
}

int fscanf(FILE *file, const char *format, ...)
{
    va_list arguments;
    int stored;

    va_start(arguments, format);
    stored = vfscanf(file, format, arguments);
    va_end(arguments);
    return stored;
}

int scanf(const char *format, ...)
{
    va_list arguments;
    int stored;

    va_start(arguments, format);
    stored = vfscanf(stdin, format, arguments);
    va_end(arguments);
    return stored;
}
