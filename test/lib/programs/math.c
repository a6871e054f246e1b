/* The functions of math.h: at the edges of their domains, and of random numbers. */
#include <float.h>
#include <math.h>
#include <stdio.h>

typedef union {
    double value;
    unsigned long long bits;
} real;

static unsigned state = 77;

static unsigned next(void)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

/* Between 2^least and 2^(least + count), of either sign. */
static double between(int least, int count)
{
    unsigned high = next(), low = next();
    real r;

    high = (high & 0x800fffff) | (1023 + least + high % count) << 20;
    r.bits = (unsigned long long)high << 32 | low;
    return r.value;
}

static void show(double x)
{
    if (isnan(x))
        printf(" nan");
    else
        printf(" %.13g", x);
}

static void exactly(double x)
{
    if (isnan(x))
        printf(" nan");
    else
        printf(" %a", x);
}

static const double edges[] = {
    0.0, -0.0, 1, -1, HUGE_VAL, -HUGE_VAL, NAN, 0.5, -2.5, 3, 1e308, 5e-324, -1e-310, 1e300, -3, 0x1p53, 2.5, 1023, -1074,
    709.9, -746, 1e5, 1e22, 10, 0.1, 1.5, -0.75, DBL_MAX, DBL_MIN,
};
#define COUNT ((int)(sizeof edges / sizeof *edges))

#define ONE(f, how, least, count)      \
    do {                               \
        int i;                         \
        printf(#f);                    \
        for (i = 0; i < COUNT; i++)    \
            how(f(edges[i]));          \
        for (i = 0; i < 40; i++)       \
            how(f(between(least, count))); \
        printf("\n");                  \
    } while (0)

#define TWO(f, how, least, count)               \
    do {                                        \
        int i, j;                               \
        printf(#f);                             \
        for (i = 0; i < COUNT; i++)             \
            for (j = 0; j < COUNT; j++)         \
                how(f(edges[i], edges[j]));     \
        for (i = 0; i < 40; i++) {              \
            double x = between(least, count);   \
            double y = between(least, count);   \
            how(f(x, y));                       \
        }                                       \
        printf("\n");                           \
    } while (0)

static double power(double x, double y)
{
    return pow(fabs(x), y);
}

static void parts(void)
{
    int i, exponent;

    for (i = 0; i < COUNT; i++) {
        double x = edges[i], whole, rest = modf(x, &whole);

        exactly(rest);
        exactly(whole);
        exactly(frexp(x, &exponent));
        if (isfinite(x))
            printf(" %d", exponent);
        exactly(ldexp(x, -1070));
        exactly(ldexp(x, 1500));
        exactly(scalbn(x, 3));
        printf(" %d %d %d %d %d %d\n", isnan(x) != 0, isinf(x), isfinite(x) != 0, isnormal(x) != 0,
               fpclassify(x) == FP_SUBNORMAL, fpclassify((float)x) == FP_SUBNORMAL);
        if (!isnan(x))
            printf("%d %d\n", signbit(x) != 0, isgreater(x, 1));
    }
}

int main(void)
{
    ONE(floor, exactly, -3, 60);
    ONE(ceil, exactly, -3, 60);
    ONE(trunc, exactly, -3, 60);
    ONE(round, exactly, -3, 60);
    ONE(rint, exactly, -3, 60);
    ONE(nearbyint, exactly, -3, 60);
    ONE(fabs, exactly, -3, 60);
    ONE(sqrt, exactly, -1000, 2000);
    ONE(logb, exactly, -1000, 2000);
    ONE(exp, show, -6, 16);
    ONE(expm1, show, -20, 26);
    ONE(exp2, show, -6, 16);
    ONE(log, show, -1000, 2000);
    ONE(log10, show, -20, 40);
    ONE(log2, show, -20, 40);
    ONE(log1p, show, -20, 40);
    ONE(sin, show, -10, 100);
    ONE(cos, show, -10, 1000);
    ONE(tan, show, -10, 1000);
    ONE(atan, show, -10, 20);
    ONE(asin, show, -20, 20);
    ONE(acos, show, -20, 20);
    ONE(sinh, show, -10, 18);
    ONE(cosh, show, -10, 18);
    ONE(tanh, show, -10, 18);
    ONE(asinh, show, -10, 40);
    ONE(acosh, show, 0, 40);
    ONE(atanh, show, -20, 20);
    ONE(cbrt, show, -1000, 2000);
    TWO(fmod, exactly, -100, 200);
    TWO(remainder, exactly, -10, 20);
    TWO(copysign, exactly, -10, 20);
    TWO(fmax, exactly, -10, 20);
    TWO(fmin, exactly, -10, 20);
    TWO(fdim, exactly, -10, 20);
    TWO(nextafter, exactly, -10, 20);
    TWO(pow, show, -4, 8);
    TWO(power, show, -4, 9);
    TWO(atan2, show, -10, 20);
    TWO(hypot, show, -500, 1000);
    parts();
    printf("%.7g %.7g %.7g %.7g %.7g\n", sinf(1), powf(2, 0.5f), sqrtf(2), expf(1), fmodf(7.5f, 2));
    printf("%ld %lld %ld %d\n", lround(-2.5), llround(1e15 + .5), lrint(2.5), ilogb(1e10));
    printf("%.17g %.17g %d %a %a\n", pow(10, 2), pow(2, 0.5), (int)pow(10, 3), (double)FLT_MAX, DBL_EPSILON);
    return 0;
}
