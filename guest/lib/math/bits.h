/* A double and its bits, for what arithmetic alone cannot do. */
#include <errno.h>
#include <math.h>
#include <stdint.h>

union __bits {
    double value;
    uint64_t bits;
};

#define BITS(x) (((union __bits){x}).bits)
#define VALUE(b) (((union __bits){.bits = (b)}).value)
#define SIGN 0x8000000000000000ULL
#define INFINITE 0x7ff0000000000000ULL
#define FRACTION 0x000fffffffffffffULL
#define MAGNITUDE(x) (BITS(x) & ~SIGN)
#define EXPONENT(x) ((int)(BITS(x) >> 52) & 0x7ff)

/* A number with twice the bits: the sum of the two, of which the second is less than half a unit of the first. */
struct __two {
    double high;
    double low;
};

/* x² + y and so on have to be right beyond the last bit where a result is multiplied: a + b and a × b with what
   rounding takes off. */
struct __two __two_sum(double a, double b);
struct __two __two_product(double a, double b);

/* e^(x + low) */
double __exp_two(double x, double low);

/* log x with more than 60 bits, for x > 0 and finite. */
struct __two __log_two(double x);

/* The NaN of an argument that a function has no value for, and ∞ where it grows without limit; errno says so. */
double __no_value(double x);
double __pole(double sign);
double __overflow(double sign);
