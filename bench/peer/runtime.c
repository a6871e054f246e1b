/* What a measured program needs of a C library, for Linux on RISC-V: printf of %d and %u, and an end. */
#include <stdarg.h>
#include <stddef.h>

int main(void);

enum { WRITE = 64, EXIT = 93 };

static void call(long number, long a, long b, long c)
{
    register long a0 asm("a0") = a, a1 asm("a1") = b, a2 asm("a2") = c, a7 asm("a7") = number;

    asm volatile("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a7) : "memory");
}

static void put(const char *text, size_t length)
{
    call(WRITE, 1, (long)text, length);
}

static void put_number(unsigned value)
{
    char digits[10], *first = digits + sizeof digits;

    do
        *--first = '0' + value % 10;
    while (value /= 10);
    put(first, digits + sizeof digits - first);
}

int printf(const char *format, ...)
{
    va_list list;

    va_start(list, format);
    for (; *format; format++) {
        if (*format != '%') {
            put(format, 1);
            continue;
        }
        int value = va_arg(list, int), negative = *++format == 'd' && value < 0;

        if (negative)
            put("-", 1);
        put_number(negative ? -(unsigned)value : (unsigned)value);
    }
    va_end(list);
    return 0;
}

/* gcc makes calls of these from loops and assignments. */
void *memset(void *to, int byte, size_t length)
{
    for (char *next = to; length--;)
        *next++ = byte;
    return to;
}

void *memcpy(void *to, const void *from, size_t length)
{
    const char *source = from;

    for (char *next = to; length--;)
        *next++ = *source++;
    return to;
}

void _start(void)
{
    call(EXIT, main(), 0, 0);
}
