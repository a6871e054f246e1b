/* Integers to doubles and back. A number that an integer cannot hold becomes what x86 makes of it. */
#include "floating.h"

#define UNIT (1023 + TOP) /* the exponent of a significand that stands for itself */

uint64_t __floatdidf(int64_t n)
{
    uint64_t sign = n < 0 ? SIGN64 : 0, magnitude = n < 0 ? -(uint64_t)n : (uint64_t)n;

    if (magnitude == SIGN64)
        return sign | (uint64_t)(1023 + 63) << 52;
    return __normalise_pack64(sign, UNIT, magnitude);
}

uint64_t __floatundidf(uint64_t n)
{
    if (n & SIGN64)
        return __pack64(0, UNIT + 1, __shift_sticky64(n, 1));
    return __normalise_pack64(0, UNIT, n);
}

uint64_t __floatsidf(int32_t n)
{
    return __floatdidf(n);
}

uint64_t __floatunsidf(uint32_t n)
{
    return __normalise_pack64(0, UNIT, n);
}

/* |a| without its fraction, for |a| < 2^64. */
static uint64_t whole_part(uint64_t a)
{
    int shift = EXPONENT64(a) - (1023 + 52);
    uint64_t significand = (a & FRACTION64) | ONE64;

    if (shift >= 0)
        return significand << shift;
    return shift < -52 ? 0 : significand >> -shift;
}

int64_t __fixdfdi(uint64_t a)
{
    uint64_t whole;

    if (EXPONENT64(a) >= 1023 + 63)
        return SIGN64;
    whole = whole_part(a);
    return a & SIGN64 ? -whole : whole;
}

uint64_t __fixunsdfdi(uint64_t a)
{
    if (a & SIGN64 || EXPONENT64(a) < 1023 + 63)
        return __fixdfdi(a);
    return EXPONENT64(a) == 1023 + 63 ? whole_part(a) : SIGN64;
}

int32_t __fixdfsi(uint64_t a)
{
    int32_t whole;

    if (EXPONENT64(a) >= 1023 + 31)
        return SIGN32;
    whole = (int32_t)whole_part(a);
    return a & SIGN64 ? -whole : whole;
}

uint32_t __fixunsdfsi(uint64_t a)
{
    return (uint32_t)__fixdfdi(a);
}
