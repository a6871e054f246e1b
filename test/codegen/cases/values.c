/* What values are: those of assignments to bit-fields, scopes of statements, operands that are evaluated once. */
#include "test.h"
#include <stdarg.h>

struct fields {
  unsigned b : 12;
  unsigned c : 3;
  _Bool one : 1;
  signed char s : 4;
  unsigned whole : 32;
  unsigned long long wide : 12;
} v;

int shadow(int in) {
  if (sizeof(enum { in = 1 }) == 0) return 1;
  return in;
}

int scopes(void) {
  enum { Q = 7 };
  while (sizeof(enum { Q = 1 }) == 0) ;
  do ; while (sizeof(enum { Q = 2 }) == 0);
  switch (sizeof(enum { Q = 3 })) {
  default: ;
  }
  for (; sizeof(enum { Q = 4 }) == 0;) ;
  if (Q != 7) ;
  else if (sizeof(enum { Q = 5 }) && Q == 5) {
    if (sizeof(struct Q { char a[Q]; }) == 5) return Q;
  } else return Q;
  return 0;
}

int ends(int n, ...) {
  va_list lists[2];
  int i = 0;
  va_start(lists[0], n);
  va_end(lists[i++]);
  return i;
}

int likely(int a, int b) {
  if (__builtin_expect(a, 1) && __builtin_expect(!!b, 0)) return 1;
  return __builtin_expect(a < b, 1) ? 2 : 3;
}

int chain(int x) {
  if (x == 1) return 10;
  else if (x == 2) return 20;
  else if (x == 3) { if (x) ; else return 0; return 30; }
  else if (x == 4) ;
  else return 50;
  return 40;
}

struct large { int first; int words[3000]; } large;

int straddles(int a, int b, int c, struct large s, int last) { return a + b + c + s.first + s.words[2999] + last; }
struct nine { int words[9]; } nine = { { 1, 2, 3, 4, 5, 6, 7, 8, 9 } };
int crosses(int a, int b, int c, int d, struct nine s, int last) { return a + s.words[0] + s.words[1] + s.words[2] + s.words[8] * 10 + last; }

#define KEPT 1
#pragma push_macro("KEPT")
#undef KEPT
#pragma push_macro("KEPT")
#define KEPT 2
int second = KEPT;
#pragma pop_macro("KEPT")
#ifdef KEPT
int absent = 0;
#else
int absent = 1;
#endif
_Pragma("pop_macro(\"KEPT\")")
#pragma pop_macro("KEPT")
int first = KEPT;

int main(void) {
  ASSERT(1, -1 < (v.b = 3));
  ASSERT(1, -1 < (v.b += 3));
  ASSERT(1, -1 < v.b++);
  ASSERT(1, -1 < --v.b);
  ASSERT(1, -1 < (1, v.b));
  ASSERT(1, -1 < (0, v.b = 9));
  ASSERT(1, ~(v.b |= 1) < 0);
  ASSERT(1, -(v.c = 2) < 0);
  ASSERT(0, -1 < (v.whole = 2));
  ASSERT(1, (v.one = 1) - 2 < 0);
  ASSERT(1, (v.s = -1) < 0);
  ASSERT(1, -1 < (v.wide = 3));
  ASSERT(7, shadow(7));
  ASSERT(5, scopes());
  ASSERT(1, ends(1, 2));
  ASSERT(1, likely(1, 1));
  ASSERT(2, likely(0, 1));
  ASSERT(3, likely(1, 0));
  ASSERT(7, ++(int){6});
  ASSERT(5, --(struct { int a; }){6}.a);
  ASSERT(4, sizeof ++(int){6});
  ASSERT(2, ((int[]){ 1, 2 }[1]));
  ASSERT(150, chain(1) + chain(2) + chain(3) + chain(4) + chain(5));
  large.first = 5;
  large.words[2999] = 7;
  ASSERT(1 + 2 + 3 + 5 + 7 + 4, straddles(1, 2, 3, large, 4));
  ASSERT(1 + 1 + 2 + 3 + 90 + 4, crosses(1, 2, 3, 4, nine, 4));
  ASSERT(211, second * 100 + absent * 10 + first);
  exit(failures);
}
