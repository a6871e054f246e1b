/* Counting bits, which the machine has no instructions for: what the compiler's built-in functions are. Their names are
   those that gcc's runtime has. */
#include <stdint.h>

int __popcountsi2(uint32_t n)
{
    n -= n >> 1 & 0x55555555;
    n = (n & 0x33333333) + (n >> 2 & 0x33333333);
    n = (n + (n >> 4)) & 0x0f0f0f0f;
    return n * 0x01010101 >> 24;
}

int __popcountdi2(uint64_t n)
{
    return __popcountsi2((uint32_t)n) + __popcountsi2(n >> 32);
}

int __paritysi2(uint32_t n)
{
    return __popcountsi2(n) & 1;
}

int __paritydi2(uint64_t n)
{
    return __popcountdi2(n) & 1;
}

/* Of 0 both are undefined; here they are the number of bits. */
int __clzsi2(uint32_t n)
{
    int shift;

    for (shift = 1; shift < 32; shift *= 2) /* every bit below the highest */
        n |= n >> shift;
    return 32 - __popcountsi2(n);
}

int __ctzsi2(uint32_t n)
{
    return __popcountsi2((n & -n) - 1);
}

int __clzdi2(uint64_t n)
{
    return n >> 32 ? __clzsi2(n >> 32) : 32 + __clzsi2((uint32_t)n);
}

int __ctzdi2(uint64_t n)
{
    return (uint32_t)n ? __ctzsi2((uint32_t)n) : 32 + __ctzsi2(n >> 32);
}

int __ffssi2(uint32_t n)
{
    return n ? __ctzsi2(n) + 1 : 0;
}

int __ffsdi2(uint64_t n)
{
    return n ? __ctzdi2(n) + 1 : 0;
}

uint32_t __bswapsi2(uint32_t n)
{
    return n << 24 | (n & 0xff00) << 8 | (n >> 8 & 0xff00) | n >> 24;
}

uint64_t __bswapdi2(uint64_t n)
{
    return (uint64_t)__bswapsi2((uint32_t)n) << 32 | __bswapsi2(n >> 32);
}
