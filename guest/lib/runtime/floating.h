/* Floating-point numbers taken apart: IEEE 754 binary64 and binary32, held as integers. The machine has no
   instructions for them, so the compiler calls the functions of this folder; their names are those that gcc's runtime
   has for the same. Rounding is to nearest, ties to even. What has no result is the NaN that x86 makes of it. */
#include <stdint.h>

#define SIGN64 0x8000000000000000ULL
#define INFINITY64 0x7ff0000000000000ULL
#define QUIET64 0x0008000000000000ULL
#define INVALID64 0xfff8000000000000ULL
#define ONE64 0x0010000000000000ULL /* the bit that is not written, of a number that is not tiny */
#define FRACTION64 0x000fffffffffffffULL
#define LARGEST_EXPONENT64 0x7ff

#define SIGN32 0x80000000U
#define INFINITY32 0x7f800000U
#define QUIET32 0x00400000U
#define ONE32 0x00800000U
#define FRACTION32 0x007fffffU
#define LARGEST_EXPONENT32 0xff

#define MAGNITUDE64(a) ((a) & ~SIGN64)
#define IS_NAN64(a) (MAGNITUDE64(a) > INFINITY64)
#define EXPONENT64(a) ((int)((uint32_t)((a) >> 32) >> 20) & LARGEST_EXPONENT64)

/* A significand for __pack64() has its first bit at 62, and ten bits behind the last that is kept. */
#define ROUND_BITS 10
#define TOP 62

int __leading_zeros64(uint64_t n);

/* n >> count, with the last bit set if a bit was lost. */
uint64_t __shift_sticky64(uint64_t n, int count);

/* sign | significand × 2^(exponent − bias − 62), rounded. The exponent may be out of range either way. */
uint64_t __pack64(uint64_t sign, int exponent, uint64_t significand);

/* The same with a significand whose first bit may be anywhere below bit 63; 0 is zero. */
uint64_t __normalise_pack64(uint64_t sign, int exponent, uint64_t significand);

/* Of two operands with a NaN among them the first NaN, quiet. */
uint64_t __nan_of64(uint64_t a, uint64_t b);
