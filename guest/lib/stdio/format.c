/* The conversions of printf() (C99 7.19.6.1). A conversion that does not exist is printed as it stands. */
#include "format.h"
#include <stdint.h>
#include <string.h>

void __put(struct __output *output, const char *bytes, int count)
{
    if (count > 0) {
        output->sink->put(output->sink, bytes, count);
        output->count += count;
    }
}

void __pad(struct __output *output, char with, int count)
{
    static const char spaces[] = "                ", zeros[] = "0000000000000000";

    for (; count > 0; count -= 16)
        __put(output, with == '0' ? zeros : spaces, count < 16 ? count : 16);
}

/* prefix, zeros and text, in a field of the width */
static void put_field(struct __output *output, struct __conversion *c, const char *prefix, int zeros, const char *text,
                      int length)
{
    int prefix_length = strlen(prefix);
    int blank = c->width - prefix_length - (zeros > 0 ? zeros : 0) - length;

    if (!(c->flags & __LEFT))
        __pad(output, ' ', blank);
    __put(output, prefix, prefix_length);
    __pad(output, '0', zeros);
    __put(output, text, length);
    if (c->flags & __LEFT)
        __pad(output, ' ', blank);
}

static void put_string(struct __output *output, struct __conversion *c, const char *s)
{
    int length = 0;

    if (!s)
        s = c->precision < 0 || c->precision >= 6 ? "(null)" : "";
    while (length != c->precision && s[length])
        length++;
    put_field(output, c, "", 0, s, length);
}

/* Writes the digits of n so that they end before `end`; returns their start. */
static char *digits_before(char *end, uint64_t n, unsigned int base, int capitals)
{
    const char *digits = capitals ? "0123456789ABCDEF" : "0123456789abcdef";
    uint32_t word;

    for (; n >> 32; n /= base)
        *--end = digits[n % base];
    for (word = n; word; word /= base)
        *--end = digits[word % base];
    return end;
}

static void put_number(struct __output *output, struct __conversion *c, const char *prefix, uint64_t n, int base)
{
    char buffer[24];
    char *end = buffer + sizeof buffer;
    char *start = digits_before(end, n, base, c->letter == 'X');
    int length = end - start;
    int zeros = (c->precision < 0 ? 1 : c->precision) - length;

    if (base == 8 && c->flags & __ALTERNATIVE && zeros <= 0)
        zeros = 1;
    if (c->flags & __ZERO && !(c->flags & __LEFT) && c->precision < 0 && c->width - (int)strlen(prefix) - length > zeros)
        zeros = c->width - (int)strlen(prefix) - length;
    put_field(output, c, prefix, zeros, start, length);
}

static void put_signed(struct __output *output, struct __conversion *c, int64_t n)
{
    const char *sign = n < 0 ? "-" : c->flags & __PLUS ? "+" : c->flags & __SPACE ? " " : "";

    put_number(output, c, sign, n < 0 ? -(uint64_t)n : (uint64_t)n, 10);
}

static void put_unsigned(struct __output *output, struct __conversion *c, uint64_t n)
{
    int base = c->letter == 'u' ? 10 : c->letter == 'o' ? 8 : 16;
    const char *prefix = "";

    if (base == 16 && c->flags & __ALTERNATIVE && n)
        prefix = c->letter == 'X' ? "0X" : "0x";
    put_number(output, c, prefix, n, base);
}

static void put_pointer(struct __output *output, struct __conversion *c, uintptr_t pointer)
{
    if (!pointer) {
        put_field(output, c, "", 0, "(nil)", 5);
        return;
    }
    c->letter = 'x';
    if (c->flags & __PLUS)
        put_number(output, c, "+0x", pointer, 16);
    else
        put_number(output, c, c->flags & __SPACE ? " 0x" : "0x", pointer, 16);
}

static void store_count(void *to, int size, int count)
{
    if (size == 1)
        *(signed char *)to = count;
    else if (size == 2)
        *(short *)to = count;
    else if (size == 8)
        *(long long *)to = count;
    else
        *(int *)to = count;
}

static const char *parse_flags(const char *p, struct __conversion *c)
{
    for (;; p++)
        switch (*p) {
        case '-': c->flags |= __LEFT; break;
        case '+': c->flags |= __PLUS; break;
        case ' ': c->flags |= __SPACE; break;
        case '#': c->flags |= __ALTERNATIVE; break;
        case '\'': break; /* groups of digits, which the locale "C" has none of */
        case '0': c->flags |= __ZERO; break;
        default: return p;
        }
}

/* A number, or * for an argument. */
static const char *parse_number(const char *p, struct __output *output, int *number)
{
    if (*p == '*') {
        *number = va_arg(output->arguments, int);
        return p + 1;
    }
    *number = 0;
    while (*p >= '0' && *p <= '9')
        *number = 10 * *number + (*p++ - '0');
    return p;
}

static const char *parse_length(const char *p, struct __conversion *c)
{
    for (;; p++)
        switch (*p) {
        case 'h': c->size = c->size == 2 ? 1 : 2; break;
        case 'l': c->size = c->size == 0 ? 4 : 8; break;
        case 'j': c->size = 8; break;
        case 'z':
        case 't': c->size = 4; break;
        case 'L': break; /* a long double is a double */
        default: return p;
        }
}

/* Reads a conversion from behind its %; returns where the format goes on. */
static const char *parse_conversion(const char *p, struct __output *output, struct __conversion *c)
{
    c->flags = 0;
    c->precision = -1;
    c->size = 0;
    p = parse_number(parse_flags(p, c), output, &c->width);
    if (c->width < 0) {
        c->flags |= __LEFT;
        c->width = -c->width;
    }
    if (*p == '.')
        p = parse_number(p + 1, output, &c->precision);
    p = parse_length(p, c);
    c->letter = *p;
    return p + 1;
}

static int64_t signed_argument(struct __output *output, int size)
{
    int n;

    if (size == 8)
        return va_arg(output->arguments, long long);
    n = va_arg(output->arguments, int);
    return size == 1 ? (signed char)n : size == 2 ? (short)n : n;
}

static uint64_t unsigned_argument(struct __output *output, int size)
{
    unsigned int n;

    if (size == 8)
        return va_arg(output->arguments, unsigned long long);
    n = va_arg(output->arguments, unsigned int);
    return size == 1 ? (unsigned char)n : size == 2 ? (unsigned short)n : n;
}

/* Nobody passes a double where the function is not there. */
static int put_double(struct __output *output, struct __conversion *c)
{
    void (*format)(struct __output *, struct __conversion *, double) = __format_double;

    if (!format)
        return 0;
    format(output, c, va_arg(output->arguments, double));
    return 1;
}

/* Prints one argument; 0 if there is no such conversion. */
static int convert(struct __output *output, struct __conversion *c)
{
    char character;

    switch (c->letter) {
    case 'd':
    case 'i': put_signed(output, c, signed_argument(output, c->size)); return 1;
    case 'u':
    case 'o':
    case 'x':
    case 'X': put_unsigned(output, c, unsigned_argument(output, c->size)); return 1;
    case 'p': put_pointer(output, c, (uintptr_t)va_arg(output->arguments, void *)); return 1;
    case 's': put_string(output, c, va_arg(output->arguments, const char *)); return 1;
    case 'n': store_count(va_arg(output->arguments, void *), c->size, output->count); return 1;
    case 'c':
        character = va_arg(output->arguments, int);
        put_field(output, c, "", 0, &character, 1);
        return 1;
    case '%': __put(output, "%", 1); return 1;
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
    case 'a':
    case 'A': return put_double(output, c);
    }
    return 0;
}

int __format(struct __sink *sink, const char *format, va_list arguments)
{
    struct __output output;
    struct __conversion c;

    output.sink = sink;
    output.count = 0;
    va_copy(output.arguments, arguments);
    for (;;) {
        const char *percent = format;

        while (*percent && *percent != '%')
            percent++;
        __put(&output, format, percent - format);
        if (!*percent)
            return output.count;
        format = parse_conversion(percent + 1, &output, &c);
        if (c.letter == '\0')
            return -1;
        if (!convert(&output, &c))
            __put(&output, percent, format - percent);
    }
}
