/* Arcs: atan by a table of eighths, from which what is left is small, and the others by it. */
#include "bits.h"

/* atan(n ÷ 8), in two parts. */
static const struct __two arcs[] = {
    {0, 0},
    {0x1.fd5ba9aac2f6ep-4, -0x1.cd37686760c17p-59},
    {0x1.f5b75f92c80ddp-3, 0x1.8ab6e3cf7afbdp-57},
    {0x1.6f61941e4def1p-2, -0x1.c63aae6f6e918p-56},
    {0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56},
    {0x1.1e00babdefeb4p-1, -0x1.928df287a668fp-58},
    {0x1.4978fa3269ee1p-1, 0x1.2419a87f2a458p-56},
    {0x1.700a7c5784634p-1, -0x1.8c34d25aadef6p-56},
    {0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55},
};

static const double half_pi = 0x1.921fb54442d18p+0, half_pi_low = 0x1.1a62633145c07p-54;

/* For 0 ≤ x ≤ 1. */
static struct __two small_arc(double x)
{
    int eighths = (int)(x * 8 + 0.5), n;
    double base = eighths * 0.125, t = (x - base) / (1 + x * base), z = t * t, sum = 0;
    struct __two arc;

    for (n = 15; n >= 3; n -= 2)
        sum = sum * -z + -1.0 / n;
    arc = __two_sum(arcs[eighths].high, t);
    arc.low += arcs[eighths].low + t * z * sum;
    return arc;
}

double atan(double x)
{
    struct __two arc;
    double a = fabs(x);

    if (x != x || a < 0x1p-27)
        return x;
    if (a <= 1) {
        arc = small_arc(a);
        return copysign(arc.high + arc.low, x);
    }
    arc = small_arc(1 / a);
    return copysign(half_pi - (arc.high - (half_pi_low - arc.low)), x);
}

double atan2(double y, double x)
{
    double arc, a = fabs(x), b = fabs(y);
    int signs = __signbit(x);

    if (x != x || y != y)
        return x + y;
    if (b == 0)
        return signs ? copysign(2 * half_pi, y) : y;
    if (a == 0)
        return copysign(half_pi, y);
    if (a == HUGE_VAL && b == HUGE_VAL)
        arc = half_pi / 2;
    else if (b > a)
        arc = half_pi - (atan(a / b) - half_pi_low);
    else
        arc = atan(b / a);
    return copysign(signs ? 2 * half_pi - (arc - 2 * half_pi_low) : arc, y);
}

double asin(double x)
{
    double a = fabs(x);

    if (a > 1 || x != x)
        return __no_value(x);
    if (a < 0x1p-27)
        return x;
    return atan2(x, sqrt((1 - a) * (1 + a)));
}

double acos(double x)
{
    if (fabs(x) > 1 || x != x)
        return __no_value(x);
    return 2 * atan2(sqrt((1 - x) / 2), sqrt((1 + x) / 2));
}

float atanf(float x)
{
    return atan(x);
}

float atan2f(float y, float x)
{
    return atan2(y, x);
}

float asinf(float x)
{
    return asin(x);
}

float acosf(float x)
{
    return acos(x);
}
