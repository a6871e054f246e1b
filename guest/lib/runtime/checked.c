/* Arithmetic that tells whether its result fits: what `__builtin_add_overflow` and its like are. */
#include <stdint.h>

/* A sum, difference or product of two integers of 64 bits: a sign and a magnitude of up to 128 bits. */
struct exact {
    int negative;
    uint64_t high, low;
};

static struct exact of(int64_t n, int is_unsigned)
{
    struct exact e = {n < 0 && !is_unsigned, 0, n};

    if (e.negative)
        e.low = -e.low;
    return e;
}

static struct exact sum(struct exact a, struct exact b)
{
    struct exact e = {a.negative, 0, a.low + b.low};

    if (a.negative == b.negative)
        e.high = e.low < a.low;
    else if (a.low >= b.low)
        e.low = a.low - b.low;
    else {
        e.negative = b.negative;
        e.low = b.low - a.low;
    }
    return e;
}

static struct exact product(struct exact a, struct exact b)
{
    uint32_t a1 = a.low >> 32, a0 = (uint32_t)a.low, b1 = b.low >> 32, b0 = (uint32_t)b.low;
    uint64_t low = (uint64_t)a0 * b0, cross = (uint64_t)a1 * b0 + (low >> 32);
    uint64_t other = (uint64_t)a0 * b1 + (uint32_t)cross;
    struct exact e = {a.negative != b.negative, (uint64_t)a1 * b1 + (cross >> 32) + (other >> 32), a.low * b.low};

    return e;
}

/* Whether it is out of the range of an integer of so many bytes. */
static int overflows(struct exact e, int size, int is_unsigned)
{
    uint64_t most = ~0ULL >> (64 - 8 * size + !is_unsigned);

    if (e.high == 0 && e.low == 0)
        return 0;
    if (e.negative)
        return is_unsigned || e.high || e.low > most + 1;
    return e.high || e.low > most;
}

/* Bits of `form`: the first operand has no sign, the second has none, the result has none; from the fourth on the bytes
   of the result. */
static int store(struct exact e, void *result, int form)
{
    int size = form >> 3;
    uint64_t n = e.negative ? -e.low : e.low;

    if (size == 1)
        *(uint8_t *)result = n;
    else if (size == 2)
        *(uint16_t *)result = n;
    else if (size == 4)
        *(uint32_t *)result = n;
    else
        *(uint64_t *)result = n;
    return overflows(e, size, form & 4);
}

int __checked_add(int64_t a, int64_t b, void *result, int form)
{
    return store(sum(of(a, form & 1), of(b, form & 2)), result, form);
}

int __checked_sub(int64_t a, int64_t b, void *result, int form)
{
    struct exact right = of(b, form & 2);

    right.negative = !right.negative;
    return store(sum(of(a, form & 1), right), result, form);
}

int __checked_mul(int64_t a, int64_t b, void *result, int form)
{
    return store(product(of(a, form & 1), of(b, form & 2)), result, form);
}
