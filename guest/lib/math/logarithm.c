/* log x: x = 2^k (1 + f) with 1 + f near 1, and log(1 + f) = 2 artanh s, s = f ÷ (2 + f), by its series. */
#include "bits.h"

static const double log2_high = 0x1.62e42feep-1, log2_low = 0x1.a39ef35793c76p-33;

/* 2 artanh s − 2 s, divided by s. */
static double rest_of_series(double s)
{
    double z = s * s, sum = 0;
    int n;

    for (n = 23; n >= 3; n -= 2)
        sum = sum * z + 2.0 / n;
    return z * sum;
}

struct __two __log_two(double x)
{
    struct __two product, result;
    double f, s, divisor, rest, low;
    int exponent;

    x = frexp(x, &exponent);
    if (x < 0x1.6a09e667f3bcdp-1) {
        x *= 2;
        exponent--;
    }
    f = x - 1;
    divisor = 2 + f;
    s = f / divisor;
    product = __two_product(s, divisor);
    /* what s lacks: the divisor lost a bit or two, and the quotient was rounded */
    rest = ((f - product.high) - product.low - s * (f - (divisor - 2))) / divisor;
    low = 2 * rest + s * rest_of_series(s) + exponent * log2_low;
    result = __two_sum(exponent * log2_high, 2 * s);
    result.low += low;
    return __two_sum(result.high, result.low);
}

/* Where there is nothing to compute: 1 if so, and *result is the logarithm. */
static int is_special(double x, double *result)
{
    if (x > 0 && x < HUGE_VAL)
        return 0;
    *result = x == 0 ? __pole(-1) : x < 0 ? __no_value(x) : x;
    return 1;
}

double log(double x)
{
    double result;

    if (is_special(x, &result))
        return result;
    return __log_two(x).high;
}

/* log x × factor, the factor given in two parts. */
static double scaled_log(double x, double factor, double rest)
{
    struct __two l = __log_two(x), product = __two_product(l.high, factor);

    return product.high + (product.low + (l.high * rest + l.low * factor));
}

double log10(double x)
{
    double result;

    if (is_special(x, &result))
        return result;
    return scaled_log(x, 0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57);
}

double log2(double x)
{
    double result;
    int exponent;

    if (is_special(x, &result))
        return result;
    x = frexp(x, &exponent);
    if (x == 0.5)
        return exponent - 1;
    if (x < 0x1.6a09e667f3bcdp-1) {
        x *= 2;
        exponent--;
    }
    return exponent + scaled_log(x, 0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56);
}

double log1p(double x)
{
    double sum = 1 + x;

    if (x <= -1 || x != x || x == HUGE_VAL)
        return log(sum);
    return sum == 1 ? x : log(sum) * (x / (sum - 1));
}

float logf(float x)
{
    return log(x);
}

float log10f(float x)
{
    return log10(x);
}

float log2f(float x)
{
    return log2(x);
}

double asinh(double x)
{
    double a = fabs(x);

    if (x == 0 || a == HUGE_VAL || x != x)
        return x;
    if (a > 0x1p28)
        return copysign(log(a) + 0x1.62e42fefa39efp-1, x);
    return copysign(log1p(a + a * a / (1 + sqrt(1 + a * a))), x);
}

double acosh(double x)
{
    if (x < 1)
        return __no_value(x);
    return x > 0x1p28 ? log(x) + 0x1.62e42fefa39efp-1 : log1p(x - 1 + sqrt((x - 1) * (x + 1)));
}

double atanh(double x)
{
    if (fabs(x) >= 1)
        return fabs(x) == 1 ? __pole(x) : __no_value(x);
    return copysign(0.5 * log1p(2 * fabs(x) / (1 - fabs(x))), x);
}
