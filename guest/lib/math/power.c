/* x^y = e^(y log x), with a logarithm of more than 60 bits; powers of integers that are integers are exact. */
#include "bits.h"

/* x^y by multiplication, for integers, if all that comes up fits in 53 bits; else 0. */
static double integer_power(double x, double y)
{
    double result = 1;
    int n;

    if (x != trunc(x) || y != trunc(y) || y < 0 || y > 1100)
        return 0;
    for (n = y; n > 0; n--) {
        result *= x;
        if (fabs(result) > 0x1p53)
            return 0;
    }
    return result;
}

static int is_odd(double y)
{
    return y == trunc(y) && fabs(y) < 0x1p53 && (int64_t)y & 1;
}

/* x is 0 or infinite, or y is. */
static double power_at_limits(double x, double y)
{
    double sign = is_odd(y) ? copysign(1, x) : 1;

    if (fabs(y) == HUGE_VAL) {
        if (fabs(x) == 1)
            return 1;
        return (fabs(x) > 1) == (y > 0) ? HUGE_VAL : 0;
    }
    if ((x == 0) == (y > 0))
        return sign * 0;
    return x == 0 ? __pole(sign) : sign * HUGE_VAL;
}

double pow(double x, double y)
{
    struct __two l, product;
    double result, sign = 1;

    if (y == 0 || x == 1)
        return 1;
    if (x != x || y != y)
        return x + y;
    if (x == 0 || fabs(x) == HUGE_VAL || fabs(y) == HUGE_VAL)
        return power_at_limits(x, y);
    if (x < 0 && y != trunc(y))
        return __no_value(x);
    result = integer_power(x, y);
    if (result != 0)
        return result;
    if (x < 0 && is_odd(y))
        sign = -1;
    l = __log_two(fabs(x));
    if (fabs(y) > 0x1p60) /* whatever it is, it is beyond */
        return l.high == 0 ? 1 : sign * __exp_two(copysign(1e4, y) * copysign(1, l.high), 0);
    product = __two_product(y, l.high);
    result = __exp_two(product.high, product.low + y * l.low);
    return sign * result;
}

float powf(float x, float y)
{
    return pow(x, y);
}
