/* printf() to a stream. */
#include "file.h"
#include "format.h"

struct file_sink {
    struct __sink sink;
    FILE *file;
    int failed;
};

static void put(struct __sink *sink, const char *bytes, size_t count)
{
    struct file_sink *to = (struct file_sink *)sink;

    if (__put_bytes(to->file, bytes, count) < count)
        to->failed = 1;
}

static int print(FILE *file, const char *format, va_list arguments)
{
    struct file_sink to;
    int count;

    if (file->flags & UNBUFFERED) {
        /* One write() for the whole text where it is short, so that texts of two processes do not mix. */
        if (__start_writing(file) == EOF)
            return EOF;
        count = __format_to_fd(file->fd, format, arguments);
        if (count < 0)
            file->flags |= FAILED;
        return count;
    }
    to.sink.put = put;
    to.file = file;
    to.failed = 0;
    count = __format(&to.sink, format, arguments);
    return to.failed ? EOF : count;
}

int vfprintf(FILE *file, const char *format, va_list arguments)
{
    int count;

    lock_stream(file);
    count = print(file, format, arguments);
    unlock_stream(file);
    return count;
}

int vprintf(const char *format, va_list arguments)
{
    return vfprintf(stdout, format, arguments);
}

int fprintf(FILE *file, const char *format, ...)
{
    va_list arguments;
    int count;

    va_start(arguments, format);
    count = vfprintf(file, format, arguments);
    va_end(arguments);
    return count;
}

int printf(const char *format, ...)
{
    va_list arguments;
    int count;

    va_start(arguments, format);
    count = vfprintf(stdout, format, arguments);
    va_end(arguments);
    return count;
}
