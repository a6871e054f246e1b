/* Division of 64-bit integers: chosen and random operands, each result checked by multiplying back. */
#include <stdint.h>
#include <stdio.h>

static uint32_t state = 2024;

static uint32_t any(void)
{
    state = state * 1664525u + 1013904223u;
    return state >> 4;
}

static uint64_t any_number(void)
{
    uint64_t n = (uint64_t)any() << 40 ^ (uint64_t)any() << 20 ^ any();

    n >>= any() % 64;
    if (any() % 4 == 0)
        n |= ~(uint64_t)0 << any() % 64;
    if (any() % 8 == 0)
        n = ((uint64_t)1 << any() % 64) - any() % 2;
    return n;
}

static int wrong(uint64_t a, uint64_t b)
{
    int64_t c = a, d = b;
    uint64_t q = a / b, r = a % b;
    int bad = r >= b || q * b + r != a;

    if (!(a == (uint64_t)1 << 63 && d == -1)) {
        int64_t s = c / d, t = c % d;

        bad |= s * d + t != c || (t && (t < 0) != (c < 0));
        bad |= (t < 0 ? 0 - (uint64_t)t : (uint64_t)t) >= (d < 0 ? 0 - (uint64_t)d : (uint64_t)d);
    }
    return bad;
}

int main(void)
{
    int i, count = 0;
    uint64_t sum = 0;

    for (i = 0; i < 3000; i++) {
        uint64_t a = any_number(), b = any_number();

        if (b == 0)
            continue;
        count += wrong(a, b);
        sum = sum * 31 + a / b + a % b;
    }
    printf("%d wrong, sum %llu\n", count, (unsigned long long)sum);
    printf("%lld %lld %lld %lld\n", -7LL / 2, -7LL % 2, 7LL / -2, 7LL % -2);
    printf("%llu %llu\n", ~0ULL / 10, ~0ULL % 10);
    return 0;
}
