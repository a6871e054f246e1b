/* The floating-point conversions of printf(). Only a program that passes a double to such a function has them. */
#include "../stdlib/decimal.h"
#include "format.h"
#include <string.h>

#define FRACTION 0x000fffffffffffffULL
#define ONE 0x0010000000000000ULL

/* What stands in the field: digits before the point, digits behind it, an exponent; zeros fill both up. */
struct layout {
    const char *whole;
    int whole_count, whole_zeros;
    int point; /* whether there is one */
    int leading_zeros;
    const char *fraction;
    int fraction_count, fraction_zeros;
    char exponent[8];
};

static void put_exponent(struct layout *l, char letter, int exponent, int digits)
{
    char *p = l->exponent;
    int unit;

    *p++ = letter;
    *p++ = exponent < 0 ? '-' : '+';
    if (exponent < 0)
        exponent = -exponent;
    for (unit = 1000; unit > 0; unit /= 10)
        if (exponent >= unit || unit < (digits == 2 ? 100 : 10))
            *p++ = '0' + exponent / unit % 10;
    *p = '\0';
}

static void put_layout(struct __output *output, struct __conversion *c, const char *prefix, const struct layout *l)
{
    int length = strlen(prefix) + l->whole_count + l->whole_zeros + l->point + l->leading_zeros + l->fraction_count +
                 l->fraction_zeros + strlen(l->exponent);
    int blank = c->width - length;

    if (!(c->flags & (__LEFT | __ZERO)))
        __pad(output, ' ', blank);
    __put(output, prefix, strlen(prefix));
    if (c->flags & __ZERO && !(c->flags & __LEFT))
        __pad(output, '0', blank);
    __put(output, l->whole, l->whole_count);
    __pad(output, '0', l->whole_zeros);
    __put(output, ".", l->point);
    __pad(output, '0', l->leading_zeros);
    __put(output, l->fraction, l->fraction_count);
    __pad(output, '0', l->fraction_zeros);
    __put(output, l->exponent, strlen(l->exponent));
    if (c->flags & __LEFT)
        __pad(output, ' ', blank);
}

static void put_word(struct __output *output, struct __conversion *c, const char *prefix, const char *word)
{
    struct layout l = {0};

    l.whole = word;
    l.whole_count = strlen(word);
    c->flags &= ~__ZERO;
    put_layout(output, c, prefix, &l);
}

/* With `precision` digits behind the point. The number is rounded already. */
static void fixed(struct layout *l, const struct __decimal *d, int precision)
{
    int whole = d->point > 0 ? d->point : 0;

    l->whole = d->count > 0 && whole > 0 ? d->digits : "0";
    l->whole_count = whole == 0 ? 1 : d->count < whole ? d->count : whole;
    l->whole_zeros = whole > d->count ? whole - d->count : 0;
    l->leading_zeros = d->point < 0 ? -d->point : 0;
    if (l->leading_zeros > precision || d->count == 0)
        l->leading_zeros = precision;
    l->fraction = d->digits + whole;
    l->fraction_count = d->count > whole ? d->count - whole : 0;
    l->fraction_zeros = precision - l->leading_zeros - l->fraction_count;
}

/* With one digit before the point, and an exponent. */
static void scientific(struct layout *l, const struct __decimal *d, int precision, char letter)
{
    l->whole = d->count > 0 ? d->digits : "0";
    l->whole_count = 1;
    l->fraction = d->digits + 1;
    l->fraction_count = d->count > 1 ? d->count - 1 : 0;
    l->fraction_zeros = precision - l->fraction_count;
    put_exponent(l, letter, d->count > 0 ? d->point - 1 : 0, 2);
}

/* %g: whichever is shorter, without the zeros at the end. */
static void general(struct __conversion *c, struct layout *l, struct __decimal *d, int precision)
{
    int exponent, behind;

    precision = precision == 0 ? 1 : precision;
    __decimal_round(d, precision);
    exponent = d->count > 0 ? d->point - 1 : 0;
    if (precision > exponent && exponent >= -4) {
        behind = d->count > d->point ? d->count - d->point : 0;
        fixed(l, d, c->flags & __ALTERNATIVE ? precision - 1 - exponent : d->count > 0 ? behind : 0);
    } else
        scientific(l, d, c->flags & __ALTERNATIVE ? precision - 1 : d->count > 0 ? d->count - 1 : 0, c->letter - 2);
}

static void decimal(struct __output *output, struct __conversion *c, const char *prefix, uint64_t n, int exponent)
{
    struct __decimal d;
    struct layout l = {0};
    int i, precision = c->precision < 0 ? 6 : c->precision;

    __decimal_of(&d, n, exponent);
    switch (c->letter | 32) {
    case 'f':
        __decimal_round(&d, d.point + precision);
        fixed(&l, &d, precision);
        break;
    case 'e':
        __decimal_round(&d, precision + 1);
        scientific(&l, &d, precision, c->letter);
        break;
    default: general(c, &l, &d, precision);
    }
    for (i = 0; i < d.count; i++)
        d.digits[i] += '0';
    l.point = l.leading_zeros + l.fraction_count + l.fraction_zeros > 0 || c->flags & __ALTERNATIVE;
    put_layout(output, c, prefix, &l);
}

/* %a: the bits as they are, in hexadecimal. */
static void hexadecimal(struct __output *output, struct __conversion *c, const char *sign, uint64_t n, int exponent)
{
    const char *digits = c->letter == 'A' ? "0123456789ABCDEF" : "0123456789abcdef";
    char prefix[4], fraction[13];
    struct layout l = {0};
    int count, i;

    strcpy(prefix, sign);
    strcat(prefix, c->letter == 'A' ? "0X" : "0x");
    if (c->precision >= 0 && c->precision < 13) {
        int drop = 52 - 4 * c->precision;
        uint64_t rest = n & ((1ULL << drop) - 1), half = 1ULL << (drop - 1);

        n = n >> drop << drop;
        if (rest > half || (rest == half && n >> drop & 1))
            n += 1ULL << drop;
    }
    for (i = 0; i < 13; i++)
        fraction[i] = digits[n >> (48 - 4 * i) & 15];
    for (count = 13; count > 0 && fraction[count - 1] == '0';)
        count--;
    l.whole = digits + (n >> 52);
    l.whole_count = 1;
    l.fraction = fraction;
    l.fraction_count = count;
    l.fraction_zeros = c->precision > count ? c->precision - count : 0;
    l.point = l.fraction_count + l.fraction_zeros > 0 || c->flags & __ALTERNATIVE;
    put_exponent(&l, c->letter + 'p' - 'a', n == 0 ? 0 : exponent + 52, 1);
    put_layout(output, c, prefix, &l);
}

void __format_double(struct __output *output, struct __conversion *c, double value)
{
    union { double value; uint64_t bits; } u = {value};
    int capitals = !(c->letter & 32), exponent = (int)(u.bits >> 52) & 0x7ff;
    uint64_t n = u.bits & FRACTION;
    const char *sign = u.bits >> 63 ? "-" : c->flags & __PLUS ? "+" : c->flags & __SPACE ? " " : "";

    if (exponent == 0x7ff) {
        put_word(output, c, sign, n ? capitals ? "NAN" : "nan" : capitals ? "INF" : "inf");
        return;
    }
    if (exponent > 0)
        n |= ONE;
    else
        exponent = 1;
    if ((c->letter | 32) == 'a')
        hexadecimal(output, c, sign, n, exponent - 1075);
    else
        decimal(output, c, sign, n, exponent - 1075);
}
