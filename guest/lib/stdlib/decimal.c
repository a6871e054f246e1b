/* Arithmetic on decimal digits: halving and doubling, many times at once, is all that it takes. */
#include "decimal.h"
#include <string.h>

/* A word holds a digit so many times doubled, with what is carried. */
#define MOST_BITS 27

static void trim(struct __decimal *d)
{
    int zeros = 0;

    while (d->count > 0 && d->digits[d->count - 1] == 0)
        d->count--;
    while (zeros < d->count && d->digits[zeros] == 0)
        zeros++;
    if (zeros > 0)
        memmove(d->digits, d->digits + zeros, d->count -= zeros);
    d->point = d->count > 0 ? d->point - zeros : 0;
}

/* Puts a digit behind the others, or notes that there is no room. */
static void append(struct __decimal *d, int digit)
{
    if (d->count < __DECIMAL_DIGITS)
        d->digits[d->count++] = digit;
    else if (digit != 0)
        d->lost = 1;
}

/* Makes room for `more` digits in front. */
static void make_room(struct __decimal *d, int more)
{
    for (; d->count + more > __DECIMAL_DIGITS; d->count--)
        if (d->digits[d->count - 1] != 0)
            d->lost = 1;
    memmove(d->digits + more, d->digits, d->count);
    d->count += more;
    d->point += more;
}

/* × 2^bits, from the last digit to the first. */
static void shift_left(struct __decimal *d, int bits)
{
    uint32_t carry = 0, rest;
    int i, more = 0;

    for (i = d->count - 1; i >= 0; i--) {
        carry += (uint32_t)d->digits[i] << bits;
        d->digits[i] = carry % 10;
        carry /= 10;
    }
    for (rest = carry; rest > 0; rest /= 10)
        more++;
    make_room(d, more);
    for (i = more - 1; i >= 0; i--, carry /= 10)
        d->digits[i] = carry % 10;
    trim(d);
}

/* ÷ 2^bits, from the first digit to the last, and on until nothing is left. */
static void shift_right(struct __decimal *d, int bits)
{
    uint32_t rest = 0, mask = (1u << bits) - 1;
    int i, count = d->count;

    d->count = 0;
    for (i = 0; i < count; i++) {
        rest = rest * 10 + d->digits[i];
        append(d, rest >> bits);
        rest &= mask;
    }
    for (; rest != 0; rest &= mask) {
        rest *= 10;
        append(d, rest >> bits);
    }
    trim(d);
}

static void shift(struct __decimal *d, int bits)
{
    for (; bits > MOST_BITS; bits -= MOST_BITS)
        shift_left(d, MOST_BITS);
    for (; bits < -MOST_BITS; bits += MOST_BITS)
        shift_right(d, MOST_BITS);
    if (bits > 0)
        shift_left(d, bits);
    else if (bits < 0)
        shift_right(d, -bits);
}

void __decimal_of(struct __decimal *d, uint64_t n, int exponent)
{
    char reversed[20];
    int count = 0;

    for (; n > 0; n /= 10)
        reversed[count++] = n % 10;
    d->count = 0;
    d->point = count;
    d->lost = 0;
    while (count > 0)
        append(d, reversed[--count]);
    trim(d);
    shift(d, exponent);
}

/* Whether cutting it there rounds up. */
static int rounds_up(const struct __decimal *d, int count)
{
    if (count < 0 || count >= d->count || d->digits[count] < 5)
        return 0;
    if (d->digits[count] > 5 || count + 1 < d->count || d->lost)
        return 1;
    return count > 0 && d->digits[count - 1] & 1;
}

void __decimal_round(struct __decimal *d, int count)
{
    int up = rounds_up(d, count);

    if (count >= d->count)
        return;
    d->count = count > 0 ? count : 0;
    while (up && d->count > 0 && d->digits[d->count - 1] == 9)
        d->count--;
    if (up && d->count > 0)
        d->digits[d->count - 1]++;
    else if (up) {
        d->digits[d->count++] = 1;
        d->point++;
    }
    d->lost = 0;
    trim(d);
}

/* The bits by which a number with its point there can be halved and stay at 1/10 or more, or be doubled and stay
   below 1. */
static int safe_bits(int digits)
{
    static const char bits[] = {0, 3, 6, 9, 13, 16, 19, 23, 26};

    return digits < (int)sizeof bits ? bits[digits] : MOST_BITS;
}

/* Brings the number to 1/2 or more and below 1; the power of two that it has to be multiplied with then. */
static int scale(struct __decimal *d)
{
    int exponent = 0, bits;

    for (; d->point > 0; exponent += bits)
        shift(d, -(bits = d->point == 1 ? 1 : safe_bits(d->point - 1)));
    for (; d->point < 0 || d->digits[0] < 5; exponent -= bits)
        shift(d, bits = d->point < 0 ? safe_bits(-d->point) : 1);
    return exponent;
}

/* The number rounded to an integer. */
static uint64_t integer_of(struct __decimal *d, int *inexact)
{
    uint64_t n = 0;
    int i;

    *inexact = d->lost || d->count > (d->point > 0 ? d->point : 0);
    __decimal_round(d, d->point);
    for (i = 0; i < d->point; i++)
        n = n * 10 + (i < d->count ? d->digits[i] : 0);
    return n;
}

uint64_t __decimal_to_bits(struct __decimal *d, int precision, int least, int *inexact)
{
    int exponent, unit;
    uint64_t n;

    *inexact = d->count > 0;
    if (d->count == 0 || d->point < -400)
        return 0;
    if (d->point > 400)
        return __INFINITY_BITS;
    exponent = scale(d);
    unit = exponent - precision > least ? exponent - precision : least;
    shift(d, exponent - unit);
    n = integer_of(d, inexact);
    return __double_bits(n, unit);
}

uint64_t __double_bits(uint64_t n, int unit)
{
    if (n == 0)
        return 0;
    for (; n < 1ULL << 52 && unit > -1074; unit--)
        n <<= 1;
    for (; n >> 53; unit++) /* a power of two */
        n >>= 1;
    if (unit > 971)
        return __INFINITY_BITS;
    return n < 1ULL << 52 ? n : ((uint64_t)(unit + 1075) << 52) + (n - (1ULL << 52));
}
