/* The writing side of a stream. */
#include "file.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Writes until all is written or an error comes; how much was. */
static size_t write_all(FILE *file, const unsigned char *bytes, size_t count)
{
    size_t written = 0;

    while (written < count) {
        int n = write_file(file, bytes + written, count - written);

        if (n < 0) {
            file->flags |= FAILED;
            break;
        }
        written += n;
    }
    return written;
}

int __start_writing(FILE *file)
{
    if (file->flags & WRITING)
        return 0;
    if (!(file->flags & CAN_WRITE)) {
        file->flags |= FAILED;
        errno = EBADF;
        return EOF;
    }
    __prepare(file);
    if (file->flags & READING)
        __forget_input(file);
    file->flags = (file->flags & ~AT_END) | WRITING;
    file->next = file->end = file->buffer;
    return 0;
}

int __write_out(FILE *file)
{
    size_t count = file->next - file->buffer;

    file->next = file->buffer;
    return write_all(file, file->buffer, count) == count ? 0 : EOF;
}

static size_t put_through_buffer(FILE *file, const unsigned char *bytes, size_t count)
{
    size_t left = count;

    while (left > 0) {
        size_t room = file->buffer + file->size - file->next;
        size_t part = left < room ? left : room;

        memcpy(file->next, bytes, part);
        file->next += part;
        bytes += part;
        left -= part;
        if (part == room && __write_out(file) == EOF)
            break;
    }
    return count - left;
}

/* The length of the part that ends in the last newline. */
static size_t whole_lines(const unsigned char *bytes, size_t count)
{
    while (count > 0 && bytes[count - 1] != '\n')
        count--;
    return count;
}

size_t __put_bytes(FILE *file, const void *from, size_t count)
{
    const unsigned char *bytes = from;
    size_t lines = 0;

    if (__start_writing(file) == EOF)
        return 0;
    if (file->flags & UNBUFFERED)
        return write_all(file, bytes, count);
    if (file->flags & BY_LINE)
        lines = whole_lines(bytes, count);
    if (lines > 0 && (put_through_buffer(file, bytes, lines) < lines || __write_out(file) == EOF))
        return 0;
    return lines + put_through_buffer(file, bytes + lines, count - lines);
}
