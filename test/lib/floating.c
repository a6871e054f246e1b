/* Every operation on floating-point numbers, with operands that the test makes as well: SEED, COUNT and BLOCK are
   defined by it. Of each block of results a hash is printed, for each operation a line. */
int putchar(int c);

typedef unsigned long long bits64;
typedef unsigned int bits32;

static bits32 state;

static bits32 next(void)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

static const bits64 special[] = {
    0x0000000000000000ULL, 0x8000000000000000ULL, 0x7ff0000000000000ULL, 0xfff0000000000000ULL,
    0x7ff8000000000000ULL, 0x3ff0000000000000ULL, 0xbff0000000000000ULL, 0x0000000000000001ULL,
    0x000fffffffffffffULL, 0x0010000000000000ULL, 0x7fefffffffffffffULL, 0x3fefffffffffffffULL,
    0x3ff0000000000001ULL, 0x41dfffffffc00000ULL, 0xc1e0000000000000ULL, 0x43dfffffffffffffULL,
    0x43e0000000000000ULL, 0x41efffffffe00000ULL, 0x36a0000000000000ULL, 0x47efffffe0000000ULL,
    0x47efffffefffffffULL, 0x47effffff0000000ULL, 0x3810000000000000ULL, 0x3690000000000000ULL,
};

static bits64 operand64(void)
{
    bits32 kind = next() & 7, high = next(), low = next();

    if (kind == 0)
        return special[high % (sizeof special / sizeof *special)];
    if (kind == 1) /* of about one size */
        high = (high & 0x800fffff) | (1000 + high % 47) << 20;
    if (kind == 2) { /* a small integer, or half of one */
        high = (high & 0x801fffff) + 0x40000000;
        low = 0;
    }
    if (kind == 3) /* tiny */
        high &= 0x800fffff;
    if (kind == 4) /* near the floats */
        high = (high & 0x800fffff) | (870 + high % 290) << 20, low &= 0xf0000000;
    return (bits64)high << 32 | low;
}

static bits32 operand32(void)
{
    static const bits32 special32[] = {0, 0x80000000, 0x7f800000, 0xff800000, 0x7fc00000, 0x3f800000,
                                       1, 0x7fffff,   0x800000,   0x7f7fffff, 0x3f800001, 0xbf7fffff};
    bits32 kind = next() & 3, bits = next();

    if (kind == 0)
        return special32[bits % 12];
    if (kind == 1)
        return (bits & 0x807fffff) | (115 + bits % 30) << 23;
    return bits;
}

static double real(bits64 bits)
{
    union { bits64 bits; double value; } u;

    u.bits = bits;
    return u.value;
}

static float single(bits32 bits)
{
    union { bits32 bits; float value; } u;

    u.bits = bits;
    return u.value;
}

static bits64 of_real(double value)
{
    union { bits64 bits; double value; } u;

    u.value = value;
    return value != value ? 0x7ff8000000000000ULL : u.bits;
}

static bits64 of_single(float value)
{
    union { bits32 bits; float value; } u;

    u.value = value;
    return value != value ? 0x7fc00000 : u.bits;
}

#define REAL(name, expression) \
    static bits64 name(void) { double a = real(operand64()), b = real(operand64()); (void)b; return expression; }
#define SINGLE(name, expression) \
    static bits64 name(void) { float a = single(operand32()), b = single(operand32()); (void)b; return expression; }
#define INTEGER(name, expression) \
    static bits64 name(void) { bits64 n = operand64() >> (next() & 63); return expression; }
#define ORDER(a, b) \
    ((a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 | (a == b) << 4 | (a != b) << 5 | !(a < b) << 6 | \
     (a ? 1 << 7 : 0) | (a && b ? 1 << 8 : 0))

REAL(add, of_real(a + b))
REAL(subtract, of_real(a - b))
REAL(multiply, of_real(a * b))
REAL(divide, of_real(a / b))
REAL(negate, of_real(-a))
REAL(order, ORDER(a, b))
REAL(to_single, of_single((float)a))
REAL(to_int, (bits32)(int)a)
REAL(to_long, (long long)a)
REAL(to_unsigned, a > -2147483648.0 && a < 4294967296.0 ? (unsigned)a : 0)
REAL(to_unsigned_long, a > -1 && a < 18446744073709551616.0 ? (unsigned long long)a : 0)
SINGLE(add_single, of_single(a + b))
SINGLE(subtract_single, of_single(a - b))
SINGLE(multiply_single, of_single(a * b))
SINGLE(divide_single, of_single(a / b))
SINGLE(order_single, ORDER(a, b))
SINGLE(to_double, of_real(a))
SINGLE(to_int_single, (bits32)(int)a)
SINGLE(to_long_single, (long long)a)
INTEGER(from_int, of_real((int)n))
INTEGER(from_unsigned, of_real((unsigned)n))
INTEGER(from_long, of_real((long long)n))
INTEGER(from_unsigned_long, of_real(n))
INTEGER(single_from_int, of_single((int)n))
INTEGER(single_from_unsigned, of_single((unsigned)n))
INTEGER(single_from_long, of_single((long long)n))
INTEGER(single_from_unsigned_long, of_single(n))

static bits64 (*const operations[])(void) = {
    add, subtract, multiply, divide, negate, order, to_single, to_int, to_long, to_unsigned, to_unsigned_long,
    add_single, subtract_single, multiply_single, divide_single, order_single, to_double, to_int_single,
    to_long_single, from_int, from_unsigned, from_long, from_unsigned_long, single_from_int, single_from_unsigned,
    single_from_long, single_from_unsigned_long,
};

static void print(bits32 n)
{
    int shift;

    for (shift = 28; shift >= 0; shift -= 4)
        putchar("0123456789abcdef"[n >> shift & 15]);
}

int main(void)
{
    unsigned int operation, i;
    bits32 hash;

    for (operation = 0; operation < sizeof operations / sizeof *operations; operation++) {
        state = SEED + operation;
        for (i = 0, hash = 0; i < COUNT; i++) {
            bits64 result = operations[operation]();

            hash = (hash * 31 + (bits32)(result >> 32)) * 31 + (bits32)result;
            if ((i + 1) % BLOCK == 0) {
                print(hash);
                putchar(' ');
                hash = 0;
            }
        }
        putchar('\n');
    }
    return 0;
}
