/* Products and quotients of doubles. */
#include "floating.h"

/* The significand with its first bit at 52, and the exponent that it has then. The number is finite and not zero. */
static uint64_t significand_of(uint64_t a, int *exponent)
{
    uint64_t fraction = a & FRACTION64;
    int shift;

    *exponent = EXPONENT64(a);
    if (*exponent != 0)
        return fraction | ONE64;
    shift = __leading_zeros64(fraction) - 11;
    *exponent = 1 - shift;
    return fraction << shift;
}

/* The upper half of the product of 128 bits, with the last bit set if the lower half is not zero. */
static uint64_t product_sticky(uint64_t a, uint64_t b)
{
    uint32_t a1 = a >> 32, a0 = (uint32_t)a, b1 = b >> 32, b0 = (uint32_t)b;
    uint64_t low = (uint64_t)a0 * b0;
    uint64_t cross = (uint64_t)a1 * b0;
    uint64_t other = (uint64_t)a0 * b1;
    uint64_t middle = (low >> 32) + (uint32_t)cross + (uint32_t)other;
    uint64_t high = (uint64_t)a1 * b1 + (cross >> 32) + (other >> 32) + (middle >> 32);

    return high | ((uint32_t)middle != 0 || (uint32_t)low != 0);
}

uint64_t __muldf3(uint64_t a, uint64_t b)
{
    uint64_t sign = (a ^ b) & SIGN64, x = MAGNITUDE64(a), y = MAGNITUDE64(b), product;
    int left, right;

    if (x >= INFINITY64 || y >= INFINITY64) {
        if (x > INFINITY64 || y > INFINITY64)
            return __nan_of64(a, b);
        return x == 0 || y == 0 ? INVALID64 : sign | INFINITY64;
    }
    if (x == 0 || y == 0)
        return sign;
    x = significand_of(x, &left) << 11;
    y = significand_of(y, &right) << 11;
    product = product_sticky(x, y); /* its first bit is at 63 or 62 */
    if (product & SIGN64)
        return __pack64(sign, left + right - 1022, __shift_sticky64(product, 1));
    return __pack64(sign, left + right - 1023, product);
}

#define DIGIT 11 /* bits of a quotient that are found at once: the remainder has room for so many more */

/* left / right for significands with left ≥ right, so that the first bit of the quotient is known. */
static uint64_t quotient_sticky(uint64_t left, uint64_t right)
{
    uint64_t rest = left - right, quotient = 1;
    uint32_t top = (uint32_t)(right >> 32) + 1; /* too large, so that no digit is guessed too high */
    int i;

    for (i = 0; i < 5; i++) {
        uint32_t digit;

        rest <<= DIGIT;
        digit = (uint32_t)(rest >> 32) / top;
        rest -= digit * right;
        while (rest >= right) {
            rest -= right;
            digit++;
        }
        quotient = quotient << DIGIT | digit;
    }
    return quotient << (TOP - 5 * DIGIT) | (rest != 0);
}

uint64_t __divdf3(uint64_t a, uint64_t b)
{
    uint64_t sign = (a ^ b) & SIGN64, x = MAGNITUDE64(a), y = MAGNITUDE64(b);
    int left, right;

    if (x >= INFINITY64 || y >= INFINITY64) {
        if (x > INFINITY64 || y > INFINITY64)
            return __nan_of64(a, b);
        if (x == y)
            return INVALID64;
        return x == INFINITY64 ? sign | INFINITY64 : sign;
    }
    if (y == 0)
        return x == 0 ? INVALID64 : sign | INFINITY64;
    if (x == 0)
        return sign;
    x = significand_of(x, &left);
    y = significand_of(y, &right);
    if (x < y) {
        x <<= 1;
        left--;
    }
    return __pack64(sign, left - right + 1023, quotient_sticky(x, y));
}
