/* Floats. They are computed with as doubles, which have more than twice their bits: rounding the exact result to a
   double first and then to a float gives for + − × ÷ what rounding it at once would. */
#include "floating.h"

uint64_t __adddf3(uint64_t a, uint64_t b);
uint64_t __subdf3(uint64_t a, uint64_t b);
uint64_t __muldf3(uint64_t a, uint64_t b);
uint64_t __divdf3(uint64_t a, uint64_t b);
uint64_t __floatdidf(int64_t n);
int64_t __fixdfdi(uint64_t a);
uint64_t __fixunsdfdi(uint64_t a);
int32_t __fixdfsi(uint64_t a);

uint64_t __extendsfdf2(uint32_t a)
{
    uint64_t sign = (uint64_t)(a & SIGN32) << 32, fraction = (uint64_t)(a & FRACTION32) << 29;
    uint32_t exponent = a >> 23 & LARGEST_EXPONENT32;

    if (exponent == LARGEST_EXPONENT32)
        return sign | INFINITY64 | fraction | (fraction ? QUIET64 : 0);
    if (exponent == 0) /* a multiple of 2^−149 */
        return __normalise_pack64(sign, 1023 + TOP - 149, a & FRACTION32);
    return sign | (uint64_t)(exponent + 1023 - 127) << 52 | fraction;
}

#define DROPPED 29 /* bits that a double has more */

uint32_t __truncdfsf2(uint64_t a)
{
    uint32_t sign = (uint32_t)(a >> 32) & SIGN32, kept, rest;
    int exponent = EXPONENT64(a) - 1023 + 127;
    uint64_t significand = (a & FRACTION64) | ONE64;

    if (EXPONENT64(a) == LARGEST_EXPONENT64) {
        uint32_t fraction = (uint32_t)(a >> DROPPED) & FRACTION32;

        return sign | INFINITY32 | (IS_NAN64(a) ? QUIET32 | fraction : 0);
    }
    if (exponent >= LARGEST_EXPONENT32)
        return sign | INFINITY32;
    if (exponent <= 0) {
        significand = __shift_sticky64(significand, 1 - exponent);
        exponent = 1;
    }
    kept = (uint32_t)(significand >> DROPPED);
    rest = (uint32_t)significand & ((1u << DROPPED) - 1);
    if (rest > 1u << (DROPPED - 1) || (rest == 1u << (DROPPED - 1) && kept & 1))
        kept++;
    return sign | (((uint32_t)(exponent - 1) << 23) + kept);
}

uint32_t __addsf3(uint32_t a, uint32_t b)
{
    return __truncdfsf2(__adddf3(__extendsfdf2(a), __extendsfdf2(b)));
}

uint32_t __subsf3(uint32_t a, uint32_t b)
{
    return __truncdfsf2(__subdf3(__extendsfdf2(a), __extendsfdf2(b)));
}

uint32_t __mulsf3(uint32_t a, uint32_t b)
{
    return __truncdfsf2(__muldf3(__extendsfdf2(a), __extendsfdf2(b)));
}

uint32_t __divsf3(uint32_t a, uint32_t b)
{
    return __truncdfsf2(__divdf3(__extendsfdf2(a), __extendsfdf2(b)));
}

/* Bits that a double cannot hold are gathered in its last one before it rounds. */
static uint32_t float_of(uint32_t sign, uint64_t magnitude)
{
    if (magnitude >> 53)
        magnitude = magnitude >> 11 << 11 | (magnitude & 0x7ff ? 1 << 11 : 0);
    return sign | __truncdfsf2(magnitude & SIGN64 ? __pack64(0, 1024 + TOP, magnitude >> 1) : __floatdidf(magnitude));
}

uint32_t __floatdisf(int64_t n)
{
    return n < 0 ? float_of(SIGN32, -(uint64_t)n) : float_of(0, n);
}

uint32_t __floatundisf(uint64_t n)
{
    return float_of(0, n);
}

uint32_t __floatsisf(int32_t n)
{
    return __floatdisf(n);
}

uint32_t __floatunsisf(uint32_t n)
{
    return float_of(0, n);
}

int32_t __fixsfsi(uint32_t a)
{
    return __fixdfsi(__extendsfdf2(a));
}

uint32_t __fixunssfsi(uint32_t a)
{
    return (uint32_t)__fixdfdi(__extendsfdf2(a));
}

int64_t __fixsfdi(uint32_t a)
{
    return __fixdfdi(__extendsfdf2(a));
}

uint64_t __fixunssfdi(uint32_t a)
{
    return __fixunsdfdi(__extendsfdf2(a));
}
