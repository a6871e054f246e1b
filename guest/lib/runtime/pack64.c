/* Rounds a floating-point number and puts it together. */
#include "floating.h"

int __leading_zeros64(uint64_t n)
{
    uint32_t word = n >> 32;
    int zeros = 0;

    if (word == 0) {
        word = (uint32_t)n;
        zeros = 32;
    }
    if (word == 0)
        return 64;
    if (word < 1u << 16) {
        zeros += 16;
        word <<= 16;
    }
    if (word < 1u << 24) {
        zeros += 8;
        word <<= 8;
    }
    if (word < 1u << 28) {
        zeros += 4;
        word <<= 4;
    }
    for (; word < 1u << 31; word <<= 1)
        zeros++;
    return zeros;
}

uint64_t __shift_sticky64(uint64_t n, int count)
{
    if (count == 0)
        return n;
    if (count > 63)
        return n != 0;
    return n >> count | (n << (64 - count) != 0);
}

uint64_t __pack64(uint64_t sign, int exponent, uint64_t significand)
{
    uint32_t rest;

    if (exponent >= LARGEST_EXPONENT64)
        return sign | INFINITY64;
    if (exponent <= 0) { /* too small for all its bits: they move to where they are worth what they are */
        significand = __shift_sticky64(significand, 1 - exponent);
        exponent = 1;
    }
    rest = (uint32_t)significand & ((1 << ROUND_BITS) - 1);
    significand = (significand >> ROUND_BITS) + (rest >> (ROUND_BITS - 1));
    if (rest == 1 << (ROUND_BITS - 1))
        significand &= ~1ULL;
    /* The first bit, if it is there, adds one to the exponent; so does a carry. */
    return sign | (((uint64_t)(exponent - 1) << 52) + significand);
}

uint64_t __normalise_pack64(uint64_t sign, int exponent, uint64_t significand)
{
    int shift;

    if (significand == 0)
        return sign;
    shift = __leading_zeros64(significand) - 1;
    return __pack64(sign, exponent - shift, significand << shift);
}

uint64_t __nan_of64(uint64_t a, uint64_t b)
{
    return (IS_NAN64(a) ? a : b) | QUIET64;
}
