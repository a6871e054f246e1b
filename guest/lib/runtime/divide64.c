/* Division of 64-bit integers, which the machine lacks: the compiler calls these for `/` and `%` of long long.
   The method is schoolbook division with digits of 32 and 16 bits (Knuth, TAOCP 2, algorithm 4.3.1 D). */
#include <stdint.h>

#define LOW(n) ((uint32_t)(n))
#define HIGH(n) ((uint32_t)((n) >> 32))
#define JOIN(high, low) ((uint64_t)(high) << 32 | (low))

struct result {
    uint64_t quotient;
    uint64_t remainder;
};

static int leading_zeros(uint32_t n)
{
    int zeros = 0;

    if (n < 1u << 16) {
        zeros += 16;
        n <<= 16;
    }
    if (n < 1u << 24) {
        zeros += 8;
        n <<= 8;
    }
    if (n < 1u << 28) {
        zeros += 4;
        n <<= 4;
    }
    while (n < 1u << 31) {
        zeros++;
        n <<= 1;
    }
    return zeros;
}

/* One 16-bit digit of the quotient: how often `divisor`, its top bit set, goes into high:digit, high < divisor. */
static uint32_t quotient_digit(uint32_t high, uint32_t digit, uint32_t divisor)
{
    uint32_t top = divisor >> 16, bottom = divisor & 0xffff;
    uint32_t guess = high / top, rest = high % top;

    while (guess >> 16 || guess * bottom > (rest << 16 | digit)) {
        guess--;
        rest += top;
        if (rest >> 16)
            break;
    }
    return guess;
}

/* high:low / divisor, where high < divisor, so that the quotient fits in 32 bits. */
static uint32_t divide_words(uint32_t high, uint32_t low, uint32_t divisor, uint32_t *remainder)
{
    int shift = leading_zeros(divisor);
    uint32_t q1, q0, middle;

    divisor <<= shift;
    if (shift) {
        high = high << shift | low >> (32 - shift);
        low <<= shift;
    }
    q1 = quotient_digit(high, low >> 16, divisor);
    middle = (high << 16 | low >> 16) - q1 * divisor;
    q0 = quotient_digit(middle, low & 0xffff, divisor);
    *remainder = ((middle << 16 | (low & 0xffff)) - q0 * divisor) >> shift;
    return q1 << 16 | q0;
}

/* The divisor is 2³² or more, so the quotient fits in 32 bits: guess it from the leading words. */
static void divide_large(uint64_t n, uint64_t divisor, struct result *result)
{
    int shift = leading_zeros(HIGH(divisor));
    uint64_t half = n >> 1; /* its high word is below the leading word of the divisor */
    uint32_t ignored;
    uint32_t guess = divide_words(HIGH(half), LOW(half), HIGH(divisor << shift), &ignored) >> (31 - shift);

    if (guess)
        guess--; /* now right, or too small by one */
    result->quotient = guess;
    result->remainder = n - guess * divisor;
    if (result->remainder >= divisor) {
        result->quotient++;
        result->remainder -= divisor;
    }
}

/* Division by zero meets the machine's own division by zero here, and traps. */
static void divide(uint64_t n, uint64_t divisor, struct result *result)
{
    uint32_t d = LOW(divisor), high, remainder;

    if (HIGH(divisor)) {
        divide_large(n, divisor, result);
        return;
    }
    if (HIGH(n) == 0) {
        result->quotient = LOW(n) / d;
        result->remainder = LOW(n) % d;
        return;
    }
    high = HIGH(n) / d;
    result->quotient = JOIN(high, divide_words(HIGH(n) % d, LOW(n), d, &remainder));
    result->remainder = remainder;
}

static uint64_t magnitude(int64_t n)
{
    return n < 0 ? -(uint64_t)n : (uint64_t)n;
}

uint64_t __udivdi3(uint64_t a, uint64_t b)
{
    struct result result;

    divide(a, b, &result);
    return result.quotient;
}

uint64_t __umoddi3(uint64_t a, uint64_t b)
{
    struct result result;

    divide(a, b, &result);
    return result.remainder;
}

int64_t __divdi3(int64_t a, int64_t b)
{
    struct result result;

    divide(magnitude(a), magnitude(b), &result);
    return (a < 0) != (b < 0) ? -result.quotient : result.quotient;
}

int64_t __moddi3(int64_t a, int64_t b)
{
    struct result result;

    divide(magnitude(a), magnitude(b), &result);
    return a < 0 ? -result.remainder : result.remainder;
}
