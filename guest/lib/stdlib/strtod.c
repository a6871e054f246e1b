/* Reading floating-point numbers (C99 7.20.1.3). */
#include "decimal.h"
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <strings.h>

/* A format to round to: its bits, what the last of them is worth at least, and the bits of its largest number. */
struct format {
    int precision;
    int least;
    uint64_t largest;
    uint64_t smallest; /* that has all its bits */
};

static const struct format double_format = {53, -1074, 0x7fefffffffffffffULL, 0x0010000000000000ULL};
static const struct format float_format = {24, -149, 0x47efffffe0000000ULL, 0x3810000000000000ULL};

/* The digits of a number are read by a function for each base; what it has read so far is here. */
struct reading {
    const char *next;
    int any;      /* there was a digit */
    int fraction; /* how many stood behind the point */
};

/* An exponent behind `letter`; numbers beyond a million are all the same. */
static int read_exponent(struct reading *r, int letter)
{
    const char *s = r->next;
    int negative, n = 0;

    if (tolower((unsigned char)*s) != letter)
        return 0;
    negative = *++s == '-';
    if (*s == '-' || *s == '+')
        s++;
    if (!isdigit((unsigned char)*s))
        return 0;
    for (; isdigit((unsigned char)*s); s++)
        n = n < 1000000 ? n * 10 + (*s - '0') : n;
    r->next = s;
    return negative ? -n : n;
}

/* The next digit, a point passed over once; −1 if there is none. */
static int next_digit(struct reading *r, int (*is_digit)(int), int *behind)
{
    if (*r->next == '.' && !*behind && (r->any || is_digit((unsigned char)r->next[1]))) {
        *behind = 1;
        r->next++;
    }
    if (!is_digit((unsigned char)*r->next))
        return -1;
    r->any = 1;
    r->fraction += *behind;
    return isdigit((unsigned char)*r->next) ? *r->next++ - '0' : (*r->next++ | 32) - 'a' + 10;
}

static uint64_t read_decimal(struct reading *r, const struct format *format, int *inexact)
{
    struct __decimal d;
    int digit, behind = 0, read = 0;

    d.count = d.lost = 0;
    while ((digit = next_digit(r, isdigit, &behind)) >= 0) {
        if (d.count == 0 && digit == 0)
            continue;
        read++;
        if (d.count < __DECIMAL_DIGITS)
            d.digits[d.count++] = digit;
        else if (digit != 0)
            d.lost = 1;
    }
    d.point = read - r->fraction + (r->any ? read_exponent(r, 'e') : 0);
    while (d.count > 0 && d.digits[d.count - 1] == 0)
        d.count--;
    return __decimal_to_bits(&d, format->precision, format->least, inexact);
}

/* n × 2^exponent: n has at most 62 bits, so that they can be rounded by hand. */
static uint64_t round_binary(uint64_t n, int exponent, const struct format *format, int *inexact)
{
    uint64_t half, rest;
    int drop = 0;

    while (n >> drop >> format->precision)
        drop++;
    if (drop < format->least - exponent)
        drop = format->least - exponent;
    *inexact = drop > 0 && (drop > 62 || n & ((1ULL << drop) - 1));
    if (drop > 0) {
        half = drop > 62 ? 0 : 1ULL << (drop - 1);
        rest = drop > 62 ? 0 : n & ((1ULL << drop) - 1);
        n = drop > 62 ? 0 : n >> drop;
        n += rest > half || (half && rest == half && n & 1);
    }
    return __double_bits(n, exponent + drop);
}

static uint64_t read_hexadecimal(struct reading *r, const struct format *format, int *inexact)
{
    uint64_t n = 0;
    int digit, behind = 0, exponent = 0;

    while ((digit = next_digit(r, isxdigit, &behind)) >= 0) {
        if (n >> 58 == 0)
            n = n << 4 | digit;
        else {
            exponent += 4;
            n |= digit != 0;
        }
    }
    exponent += read_exponent(r, 'p') - 4 * r->fraction;
    return n ? round_binary(n, exponent, format, inexact) : 0;
}

static uint64_t read_word(struct reading *r)
{
    const char *s = r->next;

    r->any = 1;
    if (strncasecmp(s, "inf", 3) == 0) {
        r->next = s + (strncasecmp(s, "infinity", 8) == 0 ? 8 : 3);
        return __INFINITY_BITS;
    }
    if (strncasecmp(s, "nan", 3) != 0) {
        r->any = 0;
        return 0;
    }
    r->next = s += 3;
    if (*s == '(') {
        do
            s++;
        while (isalnum((unsigned char)*s) || *s == '_');
        if (*s == ')')
            r->next = s + 1;
    }
    return 0x7ff8000000000000ULL;
}

static uint64_t magnitude(struct reading *r, const struct format *format)
{
    const char *s = r->next;
    int inexact = 0;
    uint64_t bits;

    if (isalpha((unsigned char)*s))
        return read_word(r);
    if (s[0] == '0' && (s[1] | 32) == 'x' &&
        (isxdigit((unsigned char)s[2]) || (s[2] == '.' && isxdigit((unsigned char)s[3])))) {
        r->next += 2;
        bits = read_hexadecimal(r, format, &inexact);
    } else
        bits = read_decimal(r, format, &inexact);
    if (bits > format->largest) {
        bits = __INFINITY_BITS;
        errno = ERANGE;
    } else if (inexact && bits < format->smallest)
        errno = ERANGE;
    return bits;
}

static double read(const char *s, char **end, const struct format *format)
{
    struct reading r = {s, 0, 0};
    int negative;
    union { uint64_t bits; double value; } u;

    while (isspace((unsigned char)*r.next))
        r.next++;
    negative = *r.next == '-';
    if (*r.next == '-' || *r.next == '+')
        r.next++;
    u.bits = magnitude(&r, format);
    if (negative)
        u.bits |= 0x8000000000000000ULL;
    if (!r.any)
        u.bits = 0;
    if (end)
        *end = (char *)(r.any ? r.next : s);
    return u.value;
}

double strtod(const char *s, char **end)
{
    return read(s, end, &double_format);
}

float strtof(const char *s, char **end)
{
    return read(s, end, &float_format);
}

long double strtold(const char *s, char **end)
{
    return read(s, end, &double_format);
}

double atof(const char *s)
{
    return strtod(s, NULL);
}
