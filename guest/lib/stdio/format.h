/* Formatted text, wherever it goes: the part that the printf family shares. */
#include <stdarg.h>
#include <stddef.h>

/* Takes the text, piece by piece. The functions of the family put their own data behind it. */
struct __sink {
    void (*put)(struct __sink *sink, const char *bytes, size_t count);
};

#define __LEFT 1
#define __PLUS 2
#define __SPACE 4
#define __ALTERNATIVE 8
#define __ZERO 16

/* One conversion: %[flags][width][.precision][length]letter */
struct __conversion {
    unsigned int flags;
    int width;
    int precision; /* −1 if there is none */
    int size;      /* bytes of the argument */
    char letter;
};

struct __output {
    struct __sink *sink;
    int count;
    va_list arguments;
};

void __put(struct __output *output, const char *bytes, int count);

/* So many times the character, or not at all. */
void __pad(struct __output *output, char with, int count);

/* One of the conversions f, e, g and a. The compiler has it linked to a program that passes a double to a function with
   variable arguments; others, the kernel among them, do without. */
__attribute__((weak)) void __format_double(struct __output *output, struct __conversion *c, double value);

/* Returns the number of characters, or −1 if the format ends within a conversion. */
int __format(struct __sink *sink, const char *format, va_list arguments);

/* What vdprintf() does; nothing of FILE is needed for it. */
int __format_to_fd(int fd, const char *format, va_list arguments);
