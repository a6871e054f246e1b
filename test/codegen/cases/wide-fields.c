/* Bit-fields of more than 32 bits, which gcc computes with in types of as many; and floating-point constants that no integer is near. */
#include "test.h"

#define SHOW(expression) (print(#expression), print(" = "), print_number(expression), putchar('\n'))

struct fields {
  unsigned long long a : 40;
  long long b : 40;
  unsigned long long c : 33;
  long long d : 63;
  unsigned long long word : 32;
} s;

void sums(void) {
  volatile int one = 1;
  volatile unsigned word = 1;
  volatile long long whole = 0x123456789abcdefLL;
  s.a = -1, s.b = -1, s.c = -1, s.d = -1, s.word = -1;
  SHOW(s.a + 1);
  SHOW(s.a + one);
  SHOW(s.b - word);
  SHOW(s.a * s.c);
  SHOW(s.a + s.b);
  SHOW(s.c + s.b);
  SHOW(s.a + whole);
  SHOW(s.word + 1);
  SHOW(one - s.c);
  SHOW(s.d + 1);
  SHOW(s.a / 3 - s.a);
  SHOW(s.a % 1000 - 2000);
  SHOW((one ? s.a : 5) + 7);
}

void bits(void) {
  volatile int four = 4;
  s.a = -1, s.b = -1, s.c = 0x123456789, s.word = 3;
  SHOW(s.a << 4);
  SHOW(s.a << four);
  SHOW(s.b << 36);
  SHOW(s.a >> four);
  SHOW(~s.c);
  SHOW(-s.c);
  SHOW(-(s.a = 3));
  SHOW(s.a | 1LL << 50);
  SHOW(-s.word / 2);
}

void comparisons(void) {
  s.a = -1, s.b = -1, s.c = -1;
  SHOW(s.a == -1);
  SHOW(s.a == -1LL);
  SHOW(s.b < s.a);
  SHOW(s.b < s.c);
  SHOW(s.c == ~0u);
  switch (s.a) {
  case -1: print("the last one\n"); break;
  default: print("another\n");
  }
}

void assignments(void) {
  int i = -5;
  long long x = 1;
  s.a = -1, s.b = -1, s.c = 3;
  SHOW(x += s.a);
  SHOW(x -= s.a + 2);
  SHOW(i /= s.c);
  SHOW((s.a = -1) + 1);
  SHOW((0, s.a) + 7);
  SHOW(s.a++);
  SHOW(--s.a);
  SHOW(s.a -= 5);
  SHOW(s.b *= s.a);
  SHOW(s.b >>= 3);
  SHOW(sizeof(s.a + 1));
  x = (long long)(-(double)s.c + (s.a + 6) * 16.0);
  SHOW(x);
}

unsigned short below = -2.375;
unsigned char above = 300.7;
signed char least = -300.7;
int nothing = 0.0 / 0.0, most = 1e10;
unsigned long long none = -5.0;
enum { last = (int)3e9, first = (unsigned char)-3.5 };

void constants(void) {
  volatile int i = 1;
  unsigned short half;
  SHOW(below);
  SHOW(above);
  SHOW(least);
  SHOW(nothing);
  SHOW(most);
  SHOW(none);
  SHOW(last);
  SHOW(first);
  SHOW(half = (i, -2.375));
  SHOW(half = 1e30f);
}

int main(void) {
  sums();
  bits();
  comparisons();
  assignments();
  constants();
  return 0;
}
