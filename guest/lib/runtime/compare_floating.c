/* The order of floating-point numbers: −1, 0 or 1, and 1 too if one of them is a NaN. The compiler asks only what a
   NaN then makes false. */
#include "floating.h"

int __cmpdf2(uint64_t a, uint64_t b)
{
    if (IS_NAN64(a) || IS_NAN64(b))
        return 1;
    if (a == b || MAGNITUDE64(a | b) == 0)
        return 0;
    if ((a ^ b) & SIGN64)
        return a & SIGN64 ? -1 : 1;
    return (a < b) == !(a & SIGN64) ? -1 : 1;
}

int __cmpsf2(uint32_t a, uint32_t b)
{
    if ((a & ~SIGN32) > INFINITY32 || (b & ~SIGN32) > INFINITY32)
        return 1;
    if (a == b || ((a | b) & ~SIGN32) == 0)
        return 0;
    if ((a ^ b) & SIGN32)
        return a & SIGN32 ? -1 : 1;
    return (a < b) == !(a & SIGN32) ? -1 : 1;
}
