/* Formatted text straight to a descriptor, in as few write() as a small buffer allows. */
#include "format.h"
#include <string.h>
#include <unistd.h>

struct fd_sink {
    struct __sink sink;
    int fd;
    int failed;
    size_t used;
    char bytes[256];
};

static void write_out(struct fd_sink *to)
{
    size_t written = 0;

    while (written < to->used && !to->failed) {
        int n = write(to->fd, to->bytes + written, to->used - written);

        if (n < 0)
            to->failed = 1;
        else
            written += n;
    }
    to->used = 0;
}

static void put(struct __sink *sink, const char *bytes, size_t count)
{
    struct fd_sink *to = (struct fd_sink *)sink;

    while (count > 0) {
        size_t part = sizeof to->bytes - to->used;

        if (part > count)
            part = count;
        memcpy(to->bytes + to->used, bytes, part);
        to->used += part;
        bytes += part;
        count -= part;
        if (to->used == sizeof to->bytes)
            write_out(to);
    }
}

int __format_to_fd(int fd, const char *format, va_list arguments)
{
    struct fd_sink to;
    int count;

    to.sink.put = put;
    to.fd = fd;
    to.failed = 0;
    to.used = 0;
    count = __format(&to.sink, format, arguments);
    write_out(&to);
    return to.failed ? -1 : count;
}
