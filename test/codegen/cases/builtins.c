/* Built-in functions: on bits, and arithmetic that tells whether it overflows. */
#include "test.h"

static unsigned words[] = { 1, 2, 0x80000000, 0xffffffff, 0x00f0, 12345678, 0x80000001 };
static unsigned long long wide[] = { 1, 0x8000000000000000, 0xffffffffffffffff, 0x100000000, 0x00f000000000, 0x123456789abcdef0 };
static int constants[] = { __builtin_popcount(0xff), __builtin_clz(1), __builtin_ctzll(1ULL << 40), __builtin_ffs(0), __builtin_bswap32(0x11223344) };
static long long edges[] = { 0, 1, -1, 127, 128, -128, -129, 255, 256, 2147483647, -2147483648LL, 2147483648LL, 4294967295LL,
  -4294967296LL, 0x7fffffffffffffff, -0x7fffffffffffffff - 1, 3037000500, -3037000500, 0x100000001 };
#define COUNT (sizeof edges / sizeof *edges)

#define SUMS(A, B, R) { \
  unsigned long long hash = 0; \
  for (unsigned i = 0; i < COUNT; i++) \
    for (unsigned j = 0; j < COUNT; j++) { \
      A a = edges[i]; B b = edges[j]; R r = 0; \
      hash = hash * 3 + __builtin_add_overflow(a, b, &r); hash = hash * 31 + r; \
      hash = hash * 3 + __builtin_sub_overflow(a, b, &r); hash = hash * 31 + r; \
      hash = hash * 3 + __builtin_mul_overflow(a, b, &r); hash = hash * 31 + r; \
    } \
  print(#A " " #B " " #R " "); print_unsigned(hash); putchar('\n'); }

int main(void) {
  for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
    unsigned n = words[i];
    print_number(__builtin_popcount(n) + __builtin_clz(n) * 100 + __builtin_ctz(n) * 10000 + __builtin_ffs(n) * 1000000 + __builtin_parity(n) * 100000000);
    putchar(' ');
    print_unsigned(__builtin_bswap32(n) + __builtin_bswap16(n) * 3);
    putchar('\n');
  }
  for (unsigned i = 0; i < sizeof wide / sizeof *wide; i++) {
    unsigned long long n = wide[i];
    print_number(__builtin_popcountll(n) + __builtin_clzll(n) * 100 + __builtin_ctzll(n) * 10000 + __builtin_ffsll(n) * 1000000 + __builtin_parityll(n) * 100000000);
    putchar(' ');
    print_unsigned(__builtin_bswap64(n));
    putchar('\n');
  }
  for (int i = 0; i < 5; i++) print_number(constants[i]), putchar(' ');
  ASSERT(0, __builtin_ffs(words[0] - 1) + __builtin_ffsll(wide[0] - 1));
  SUMS(int, int, int)
  SUMS(int, unsigned, int)
  SUMS(unsigned, unsigned, unsigned)
  SUMS(long long, long long, long long)
  SUMS(unsigned long long, long long, long long)
  SUMS(unsigned long long, unsigned long long, unsigned long long)
  SUMS(long long, unsigned long long, unsigned)
  SUMS(char, int, signed char)
  SUMS(unsigned char, short, unsigned short)
  int r;
  ASSERT(1, __builtin_smul_overflow(65536, 65536, &r));
  ASSERT(0, __builtin_sadd_overflow(1, 2, &r) + r - 3);
  exit(0);
}
