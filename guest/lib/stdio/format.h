/* Formatted text, wherever it goes: the part that the printf family shares. */
#include <stdarg.h>
#include <stddef.h>

/* Takes the text, piece by piece. The functions of the family put their own data behind it. */
struct __sink {
    void (*put)(struct __sink *sink, const char *bytes, size_t count);
};

/* Returns the number of characters, or −1 if the format ends within a conversion. */
int __format(struct __sink *sink, const char *format, va_list arguments);

/* What vdprintf() does; nothing of FILE is needed for it. */
int __format_to_fd(int fd, const char *format, va_list arguments);
