/* Numbers as decimal digits, exact however long: between the text of a floating-point number and its bits. */
#include <stdint.h>

/* A double has at most 767 digits that are not zero; what is read beyond matters only by being there. */
#define __DECIMAL_DIGITS 800

/* 0.d₀d₁d₂… × 10^point; no zero stands at either end. Without digits it is zero. */
struct __decimal {
    int count;
    int point;
    int lost; /* digits followed that had no room, not all of them zero */
    char digits[__DECIMAL_DIGITS]; /* 0 to 9 */
};

/* The finite number 2^exponent × n. */
void __decimal_of(struct __decimal *d, uint64_t n, int exponent);

/* Cuts it to so many digits, rounding to nearest, ties to even; a count below zero leaves nothing. */
void __decimal_round(struct __decimal *d, int count);

/* The nearest double with no more than `precision` bits, and none of them worth less than 2^least. Its bits; sets
   *inexact if it is not the number itself. A number beyond the doubles is infinity. */
uint64_t __decimal_to_bits(struct __decimal *d, int precision, int least, int *inexact);

#define __INFINITY_BITS 0x7ff0000000000000ULL

/* The bits of the double n × 2^unit, n being 2^53 or less; infinity beyond the doubles. It has to be exact. */
uint64_t __double_bits(uint64_t n, int unit);
