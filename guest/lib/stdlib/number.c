/* Reading integers (C99 7.20.1.4): space, sign, prefix, digits. */
#include "number.h"
#include <ctype.h>

static int digit_value(int c)
{
    if (isdigit(c))
        return c - '0';
    if (isalpha(c))
        return tolower(c) - 'a' + 10;
    return 99;
}

/* Skips 0x where a hexadecimal digit follows, and settles base 0. */
static const char *skip_prefix(const char *s, int *base)
{
    if ((*base == 0 || *base == 16) && s[0] == '0' && (s[1] | 32) == 'x' && isxdigit((unsigned char)s[2])) {
        *base = 16;
        return s + 2;
    }
    if (*base == 0)
        *base = *s == '0' ? 8 : 10;
    return s;
}

/* Puts value × base + digit in the number, or notes that it is above the limit. The product is made of two
   halves, so that it cannot overflow unseen. */
static void append_digit(struct __number *number, int base, int digit, unsigned long long limit)
{
    unsigned long long low = (number->value & 0xffffffff) * base + digit;
    unsigned long long high = (number->value >> 32) * base + (low >> 32);
    unsigned long long value = high << 32 | (low & 0xffffffff);

    if (high >> 32 || value > limit)
        number->overflow = 1;
    number->value = number->overflow ? limit : value;
}

struct __number __parse_number(const char *s, const char **end, int base, unsigned long long limit)
{
    struct __number number = {0, 0, 0};

    *end = s;
    while (isspace((unsigned char)*s))
        s++;
    number.negative = *s == '-';
    if (*s == '-' || *s == '+')
        s++;
    s = skip_prefix(s, &base);
    for (; digit_value((unsigned char)*s) < base; *end = ++s)
        append_digit(&number, base, digit_value((unsigned char)*s), limit);
    return number;
}
