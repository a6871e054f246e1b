/* Integer arithmetic in every width: promotions, conversions, division, shifts, comparisons. */
#include "test.h"

static int side;
static int tick(int value) { return side = side * 10 + value, value; }

static int signed_div(int a, int b) { return a / b; }
static int signed_rem(int a, int b) { return a % b; }
static unsigned unsigned_div(unsigned a, unsigned b) { return a / b; }
static long long wide_div(long long a, long long b) { return a / b; }
static long long wide_rem(long long a, long long b) { return a % b; }
static unsigned long long uwide_div(unsigned long long a, unsigned long long b) { return a / b; }
static unsigned long long uwide_rem(unsigned long long a, unsigned long long b) { return a % b; }
static long long shl(long long a, int n) { return a << n; }
static long long sar(long long a, int n) { return a >> n; }
static unsigned long long shr(unsigned long long a, int n) { return a >> n; }

static void words(void) {
  int a = 7, b = -3;
  unsigned u = 7, v = -3;
  ASSERT(4, a + b);
  ASSERT(10, a - b);
  ASSERT(-21, a * b);
  ASSERT(-2, a / b);
  ASSERT(1, a % b);
  ASSERT(-1, -a % b);
  ASSERT(0, u / v);
  ASSERT(7, u % v);
  ASSERT(5, a & b);
  ASSERT(-1, a | b);
  ASSERT(-6, a ^ b);
  ASSERT(-8, ~a);
  ASSERT(0, !a);
  ASSERT(1, !!a);
  ASSERT(-4, signed_div(-17, 4));
  ASSERT(-1, signed_rem(-17, 4));
  ASSERT(1073741819, unsigned_div(-17, 4));
  for (int i = -20; i <= 20; i += 5) {
    ASSERT(i / 1, i / 1);
    ASSERT(signed_div(i, 2), i / 2);
    ASSERT(signed_div(i, 8), i / 8);
    ASSERT(signed_div(i, -4), i / -4);
    ASSERT(signed_rem(i, 2), i % 2);
    ASSERT(signed_rem(i, 16), i % 16);
    ASSERT(signed_rem(i, -16), i % -16);
    ASSERT(signed_rem(i, 7), i % 7);
    ASSERT((unsigned)i / 16, (unsigned)i / 16);
    ASSERT((unsigned)i % 16, (unsigned)i % 16);
  }
}

static void narrow(void) {
  char c = 200;
  signed char s = -5;
  unsigned char uc = 250;
  short h = 40000;
  unsigned short uh = 65535;
  _Bool t = 42;
  ASSERT(-56, c);
  ASSERT(-5, s);
  ASSERT(250, uc);
  ASSERT(-25536, h);
  ASSERT(65535, uh);
  ASSERT(1, t);
  ASSERT(256, uc + 6);
  ASSERT(0, (unsigned char)(uc + 6));
  uc += 10;
  ASSERT(4, uc);
  uh++;
  ASSERT(0, uh);
  ASSERT(0, uh--);
  ASSERT(65535, uh);
  c = 127;
  c++;
  ASSERT(-128, c);
  ASSERT(1, t++);
  ASSERT(1, t);
  t--;
  ASSERT(0, t);
  t = 0x100;
  ASSERT(1, t);
  t = (void *)"x" != 0;
  ASSERT(1, t);
  ASSERT(-1, (signed char)0xff);
  ASSERT(-1, (short)0xffff);
  ASSERT(0xffff, (unsigned short)-1);
  ASSERT(4294967295LL, (unsigned)-1);
  ASSERT(1, -1 > 0u);
  ASSERT(0, -1LL > 0u);
  ASSERT(1, (unsigned char)-1 > 0);
}

static void wide(void) {
  long long a = 0x123456789abcdef0LL, b = -5;
  unsigned long long u = 0xfedcba9876543210ULL, v = 10;
  ASSERT(0x123456789abcdeebLL, a + b);
  ASSERT(0x123456789abcdef5LL, a - b);
  ASSERT(a + a + a + a + a, -(a * b));
  ASSERT(1836475854449306472LL, u / v);
  ASSERT(0, u % v);
  ASSERT(-262353693492758064LL, wide_div(a, b));
  ASSERT(0, wide_rem(a, b));
  ASSERT(-1, wide_rem(-6, b));
  ASSERT(1, uwide_div(b, u));
  ASSERT(81985529216486891LL, uwide_rem(b, u));
  ASSERT(0x1234, a >> 48);
  ASSERT(0xfedc, u >> 48);
  ASSERT(-1, b >> 40);
  ASSERT(0x3456789abcdef000LL, a << 8);
  for (int n = 0; n < 64; n += 7) {
    ASSERT(shl(a, n), a << n);
    ASSERT(sar(-a, n), -a >> n);
    ASSERT((long long)shr(u, n), (long long)(u >> n));
  }
  ASSERT(1, a > b);
  ASSERT(0, a < b);
  ASSERT(1, u > v);
  ASSERT(1, (unsigned long long)b > u);
  ASSERT(1, b < 0);
  ASSERT(1, b != 0 && b == -5 && !(b == 5));
  ASSERT(-4, ~3LL);
  ASSERT(0x1030507090b0d0e0LL & a, a & 0x1030507090b0d0e0LL);
  a += 1;
  a -= 2;
  a *= 3;
  a /= 2;
  a %= 1000000007;
  a <<= 3;
  a >>= 1;
  a |= 1;
  a ^= 0xff00;
  a &= 0xffffff;
  ASSERT(10685429, a);
  ASSERT(10685429, a++);
  ASSERT(10685430, a--);
  ASSERT(10685430, ++a);
  ASSERT(10685429, --a);
  int i = 1000000, j = 1000000;
  ASSERT(1000000000000LL, (long long)i * j);
  unsigned ui = 4000000000u;
  ASSERT(16000000000LL, (unsigned long long)ui * 4u);
  i += 5000000000LL;
  i = 3;
  i <<= 4LL;
  ASSERT(48, i);
  ASSERT(1, a ? 1 : 0);
  ASSERT(-9223372036854775807LL - 1, (long long)0x8000000000000000ULL);
  ASSERT(0, (int)0x100000000LL);
  ASSERT(1, !!0x100000000LL);
  ASSERT(1, (_Bool)0x100000000LL);
  ASSERT(3, 0x100000000LL ? 3 : 4);
}

static void order(void) {
  side = 0;
  int a = tick(1) ? tick(2) : tick(3);
  ASSERT(2, a);
  ASSERT(12, side);
  side = 0;
  ASSERT(0, tick(1) && tick(0) && tick(5));
  ASSERT(10, side);
  side = 0;
  ASSERT(1, tick(0) || tick(7) || tick(5));
  ASSERT(7, side);
  int x = 3;
  x = x++ + 0 * x;
  x = 5;
  ASSERT(5, x++);
  ASSERT(7, ++x);
  ASSERT(12, (x = 2, x + 10));
  ASSERT(6, x += 4);
  ASSERT(18, x *= 3);
  ASSERT(15, tick(1) + tick(2) * (tick(3) + tick(4)));
  ASSERT(1 + 2 * (3 + (4 - (5 + 6 * (7 - (8 + 9))))), tick(1) + tick(2) * (tick(3) + (tick(4) - (tick(5) + tick(6) * (tick(7) - (tick(8) + tick(9)))))));
}

int main(void) {
  words();
  narrow();
  wide();
  order();
  return failures;
}
