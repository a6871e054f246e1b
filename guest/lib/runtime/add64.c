/* Sums and differences of doubles. */
#include "floating.h"

#define GUARD 9 /* bits to the left of a significand at bit 52 until its first one is at bit 61 */

/* The significand with its first bit at 61, and where the number is tiny the exponent that it counts by. */
static uint64_t significand_of(uint64_t magnitude, int *exponent)
{
    uint64_t fraction = (magnitude & FRACTION64) << GUARD;

    *exponent = EXPONENT64(magnitude);
    if (*exponent == 0) {
        *exponent = 1;
        return fraction;
    }
    return fraction | ONE64 << GUARD;
}

/* |a| + |b| or |a| − |b|, with the sign of a; |a| ≥ |b|, both finite. */
static uint64_t combine(uint64_t a, uint64_t b)
{
    uint64_t sign = a & SIGN64;
    int larger, smaller;
    uint64_t left = significand_of(MAGNITUDE64(a), &larger);
    uint64_t right = significand_of(MAGNITUDE64(b), &smaller);

    right = __shift_sticky64(right, larger - smaller);
    if ((a ^ b) & SIGN64) {
        left -= right;
        if (left == 0)
            return 0; /* +0, whatever was subtracted from what */
    } else
        left += right;
    return __normalise_pack64(sign, larger + 1, left);
}

uint64_t __adddf3(uint64_t a, uint64_t b)
{
    uint64_t x = MAGNITUDE64(a), y = MAGNITUDE64(b);

    if (x >= INFINITY64 || y >= INFINITY64) {
        if (x > INFINITY64 || y > INFINITY64)
            return __nan_of64(a, b);
        if (x == y && a != b)
            return INVALID64; /* ∞ − ∞ */
        return x == INFINITY64 ? a : b;
    }
    if (y == 0)
        return x == 0 ? a & b : a; /* −0 only if both are */
    return x >= y ? combine(a, b) : combine(b, a);
}

uint64_t __subdf3(uint64_t a, uint64_t b)
{
    return __adddf3(a, IS_NAN64(b) ? b : b ^ SIGN64);
}
