// 64-bit arithmetic: division of every sign, multiplication by parts, factorials, Fibonacci, fixed point.
#include "print.h"

static u64 power(u64 base, u32 exponent, u64 modulus) {
  u64 result = 1;
  for (base %= modulus; exponent; exponent >>= 1, base = base * base % modulus)
    if (exponent & 1) result = result * base % modulus;
  return result;
}

static void product(u64 a, u64 b, u64 *high, u64 *low) {
  u64 a0 = (u32)a, a1 = a >> 32, b0 = (u32)b, b1 = b >> 32;
  u64 middle = a1 * b0 + (a0 * b0 >> 32);
  u64 other = a0 * b1 + (u32)middle;
  *high = a1 * b1 + (middle >> 32) + (other >> 32);
  *low = a * b;
}

static int prime(u64 n) {
  if (n < 4) return n > 1;
  if (n % 2 == 0) return 0;
  for (u64 d = 3; d * d <= n && d < 3000; d += 2)
    if (n % d == 0) return 0;
  return 1;
}

static i64 fixed(i64 a, i64 b) { return a * b >> 16; }

static const i64 values[] = {0, 1, -1, 7, -7, 1000000007, -4294967296LL, 9223372036854775807LL, -9223372036854775807LL};

int main(void) {
  u64 checks = 0;
  for (int i = 0; i < COUNT(values); i++)
    for (int j = 0; j < COUNT(values); j++) {
      i64 a = values[i], b = values[j];
      checks = checks * 3 + (u64)(a < b) + (u64)(a <= b) * 2 + (u64)((u64)a > (u64)b) * 4 + (u64)(a == b) * 8;
      checks ^= (u64)a * (u64)b + ((u64)a - (u64)b) * 5;
      if (!b) continue;
      checks += (u64)(a / b) * 7 + (u64)(a % b) * 11;
      checks ^= (u64)a / (u64)b + (u64)a % (u64)b * 13;
    }
  print_hex(checks), putchar('\n');
  u64 factorial = 1, a = 0, b = 1;
  for (u32 i = 2; i <= 20; i++) factorial *= i;
  for (int i = 0; i < 90; i++) {
    u64 t = a + b;
    a = b;
    b = t;
  }
  line("20!", (i64)factorial);
  line("fibonacci", (i64)a);
  line("power", (i64)power(3, 1000003, 1000000007));
  u64 high, low;
  product(0xfedcba9876543210ULL, 0x0f1e2d3c4b5a6978ULL, &high, &low);
  print_hex(high), putchar(' '), print_hex(low), putchar('\n');
  line("primes", prime(1000003) * 10 + prime(1000001));
  line("fixed", fixed(3 << 16, -(5 << 15)));
  i64 step = 1;
  for (int i = 0; i < 62; i += 3) step = step << 3 ^ i;
  line("steps", step);
  step += (i8)-5;
  step -= 7u;
  step *= (i16)-3;
  step /= 1000;
  step %= 1000003;
  step <<= 5;
  step >>= 2;
  step |= 1u << 31;
  step ^= ~0LL << 40;
  line("compound", step);
  line("post", step++ + 1);
  line("pre", --step - 1);
  line("condition", (step ? 1 : 2) + (!step ? 10 : 20) + (step && 0x100000000LL ? 100 : 200));
  switch (0x100000001LL & (step | 0x100000001LL)) {
  case 1:
    print("truncated\n");
    break;
  case 0x100000001LL:
    print("wide case\n");
  }
  return 0;
}
