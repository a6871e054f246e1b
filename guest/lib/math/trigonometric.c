/* Sines and cosines: x = k π ÷ 2 + r with |r| ≤ π ÷ 4, and the series of r. Large arguments are reduced with as many
   bits of 2 ÷ π as it takes (M. H. Payne and R. N. Hanek, 1983), so that all are right. */
#include "bits.h"

/* π ÷ 2 in parts of 33 bits, so that small multiples of the first two are exact. */
static const double half_pi[] = {0x1.921fb544p+0, 0x1.0b4611a6p-34, 0x1.3198a2e037073p-69};

/* The bits of 2 ÷ π behind the point. */
static const uint32_t two_over_pi[] = {
    0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561,
    0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484,
    0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f,
    0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b,
    0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046, 0xfc7b6bab, 0xf0cfbc20, 0x9af4361d,
};

#define WINDOW 6 /* words of 2 ÷ π that are multiplied */

/* 32 bits of 2 ÷ π from that one on; those before the point are 0. */
static uint32_t bits_from(int at)
{
    int word = at >> 5, shift = at & 31;
    uint32_t first = word >= 0 ? two_over_pi[word] : 0, second = word + 1 >= 0 ? two_over_pi[word + 1] : 0;

    return shift ? first << shift | second >> (32 - shift) : first;
}

/* The fraction of significand × 2^exponent × 2 ÷ π in quarters of a turn: product[0] holds the integer's last bits on
   top. The significand has 53 bits. */
static int quarters(uint64_t significand, int exponent, uint32_t product[WINDOW])
{
    uint32_t factor[2] = {(uint32_t)significand, significand >> 32};
    int i, j;

    for (i = 0; i < WINDOW; i++)
        product[i] = 0;
    /* Bit −1 of the window is worth 2 turns of a quarter: two bits of the integer are left on top. */
    for (i = WINDOW - 1; i >= 0; i--) {
        uint64_t part = bits_from(exponent - 2 + 32 * i);
        uint64_t carry = 0;

        for (j = 0; j < 2 && i - j >= 0; j++) {
            carry += part * factor[j] + product[i - j];
            product[i - j] = (uint32_t)carry;
            carry >>= 32;
        }
        for (j = i - 2; j >= 0 && carry; j--) {
            carry += product[j];
            product[j] = (uint32_t)carry;
            carry >>= 32;
        }
    }
    return product[0] >> 30;
}

/* r for a large x > 0; the count of quarters comes back. */
static int reduce_large(double x, struct __two *r)
{
    uint32_t product[WINDOW];
    int count = quarters((BITS(x) & FRACTION) | (FRACTION + 1), EXPONENT(x) - 1075, product), i, over;
    double fraction = 0, rest = 0, scale = 0x1p-30;
    struct __two sum;

    product[0] &= 0x3fffffff;
    over = product[0] >> 29 & 1; /* more than half: down from the next quarter */
    if (over) {
        count++;
        for (i = 0; i < WINDOW; i++)
            product[i] = ~product[i];
        product[0] &= 0x3fffffff;
    }
    for (i = 0; i < WINDOW - 1; i++, scale *= 0x1p-32) {
        sum = __two_sum(fraction, product[i] * scale);
        fraction = sum.high;
        rest += sum.low;
    }
    if (over) {
        fraction = -fraction;
        rest = -rest;
    }
    sum = __two_product(fraction, 0x1.921fb54442d18p+0);
    *r = __two_sum(sum.high, sum.low + (fraction * 0x1.1a62633145c07p-54 + rest * 0x1.921fb54442d18p+0));
    return count;
}

/* x = count × π ÷ 2 + r; the last two bits of the count come back. */
static int reduce(double x, struct __two *r)
{
    double count, a = fabs(x);
    int large;

    r->high = x;
    r->low = 0;
    if (a <= 0x1.921fb54442d18p-1)
        return 0;
    if (a < 0x1p19) {
        struct __two part;

        count = rint(x * 0x1.45f306dc9c883p-1);
        part = __two_sum(x - count * half_pi[0], -count * half_pi[1]);
        *r = __two_sum(part.high, part.low - count * half_pi[2]);
        return (int)count & 3;
    }
    large = reduce_large(a, r);
    if (x < 0) {
        r->high = -r->high;
        r->low = -r->low;
        large = -large;
    }
    return large & 3;
}

/* sin and cos of r for |r| ≤ π ÷ 4. */
static double sine(struct __two r)
{
    static const double terms[] = {-1.0 / 1307674368000, 1.0 / 6227020800, -1.0 / 39916800, 1.0 / 362880,
                                   -1.0 / 5040,          1.0 / 120,        -1.0 / 6};
    double x = r.high, z = x * x, sum = 1.0 / 355687428096000;
    unsigned int i;

    for (i = 0; i < sizeof terms / sizeof *terms; i++)
        sum = sum * z + terms[i];
    return x + (r.low * (1 - z / 2) + x * z * sum);
}

static double cosine(struct __two r)
{
    static const double terms[] = {1.0 / 20922789888000, -1.0 / 87178291200, 1.0 / 479001600, -1.0 / 3628800,
                                   1.0 / 40320,          -1.0 / 720,         1.0 / 24};
    double x = r.high, z = x * x, sum = 0, half = z / 2, first = 1 - half;
    unsigned int i;

    for (i = 0; i < sizeof terms / sizeof *terms; i++)
        sum = sum * z + terms[i];
    return first + ((1 - first - half) + (z * z * sum - x * r.low));
}

double sin(double x)
{
    struct __two r;
    int quarter;

    if (MAGNITUDE(x) >= INFINITE)
        return __no_value(x);
    quarter = reduce(x, &r);
    if (x == 0)
        return x;
    x = quarter & 1 ? cosine(r) : sine(r);
    return quarter & 2 ? -x : x;
}

double cos(double x)
{
    struct __two r;
    int quarter;

    if (MAGNITUDE(x) >= INFINITE)
        return __no_value(x);
    quarter = reduce(x, &r);
    x = quarter & 1 ? sine(r) : cosine(r);
    return (quarter + 1) & 2 ? -x : x;
}

double tan(double x)
{
    struct __two r;
    int quarter;

    if (MAGNITUDE(x) >= INFINITE)
        return __no_value(x);
    if (x == 0)
        return x;
    quarter = reduce(x, &r);
    return quarter & 1 ? -cosine(r) / sine(r) : sine(r) / cosine(r);
}

float sinf(float x)
{
    return sin(x);
}

float cosf(float x)
{
    return cos(x);
}

float tanf(float x)
{
    return tan(x);
}
