/* What gcc takes beyond C99, and what came before and after: _Generic, old definitions, computed goto, ?: and others. */
#include "test.h"

#if __has_include("test.h") && !__has_include("nonesuch.h") && !__has_include(<nonesuch/none.h>)
#define FOUND 1
#elifdef FOUND
#define FOUND 2
#else
#define FOUND 3
#endif
#ifndef __has_include
#undef FOUND
#endif
#ifdef NOPE
#elifndef NOPE
#define OTHER 1
#elif 1
#define OTHER 2
#endif

#define OPTIONAL(first, ...) (first __VA_OPT__(+ sum3(__VA_ARGS__, 0, 0)))
#define JOINED(...) x ## __VA_OPT__(1)
#define FIRST3(a, b, c, ...) (a + b * 10 + c * 100)
#define sum3(...) FIRST3(__VA_ARGS__)
#define EMPTY

#define KIND(x) _Generic((x), int: 1, char *: 2, const char *: 3, double: 4, float: 5, unsigned long long: 6, int *: 7, \
  void (*)(void): 8, struct s: 9, default: 10)

struct s { int a; };
void nothing(void) {}
static calls;
static next() { return ++calls; }

sum(a, b) { return a + b; }
double old(a, b, c, d, e, f, g) char a; float b, *c; short d; int (*e)(), f[]; { return a + b + *c + d + e(1, 2) + f[1] + g; }
_Bool truth(x) _Bool x; { return x; }
struct s made(s, by) struct s s; { s.a += by; return s; }

int interpret(const unsigned char *program) {
  static const void *const table[] = { &&increment, &&twice, &&end };
  int accumulator = 1;
  goto *table[*program++];
increment:
  accumulator++;
  goto *table[*program++];
twice:
  accumulator *= 2;
  goto *table[*program++];
end:
  return accumulator;
}

int second(int n) {
  void *where = n ? &&one : &&two;
  goto *where;
one: return 1;
two: return 2;
}

__UINT32_TYPE__ largest = __UINT32_MAX__;
__INT64_TYPE__ least = -__INT64_MAX__ - 1;

int main(void) {
  int x = 5, x1 = 6, n = 0, *p = 0;
  const int constant = 3;
  struct s s = { 4 };
  struct { unsigned f : 3; } bits = { 5 };
  ASSERT(11, FOUND + 10 * OTHER);
  ASSERT(5, OPTIONAL(5));
  ASSERT(5, OPTIONAL(5, EMPTY));
  ASSERT(26, OPTIONAL(5, 1, 2));
  ASSERT(5, JOINED());
  ASSERT(6, JOINED(2));
  ASSERT(1, KIND(1));
  ASSERT(1, KIND(constant));
  ASSERT(2, KIND("text"));
  ASSERT(3, KIND((const char *)0));
  ASSERT(45, KIND(1.0) * 10 + KIND(1.0f));
  ASSERT(6, KIND(1ULL));
  ASSERT(7, KIND(&x));
  ASSERT(8, KIND(nothing));
  ASSERT(9, KIND(s));
  ASSERT(10, KIND((char)1));
  ASSERT(2, _Generic(x, default: 2, char: next()));
  ASSERT(0, calls);
  ASSERT(1, next() ?: 7);
  ASSERT(1, calls);
  ASSERT(7, n ?: 7);
  ASSERT(5, x ?: next());
  ASSERT(1, calls);
  ASSERT(1, (p ?: &x) == &x);
  ASSERT(5, bits.f ?: 2);
  ASSERT(1, -1 < (bits.f ?: 2));
  ASSERT(3, (next() - 2) ?: 3);
  ASSERT(25, (int)((next(), 2.5) ?: 1.5) * 10 + (1 ?: 2) * 5);
  ASSERT(10, interpret((const unsigned char[]){ 0, 1, 0, 1, 2 }));
  ASSERT(12, second(1) * 10 + second(0));
  ASSERT(5, sum(2, 3));
  float f = 2.5f;
  int array[2] = { 1, 2 };
  ASSERT(5116, (int)old(300, 0.5f, &f, 70000, sum, array, 600));
  ASSERT(1, truth(1) && !truth(0));
  ASSERT(9, made(s, 5).a);
  ASSERT(1, largest == 0xffffffff && least < 0 && sizeof(__INT16_TYPE__) == 2 && sizeof(__UINTPTR_TYPE__) == 4);
  ASSERT(5, ((int (__attribute__((unused)) *)(int, int))sum)(2, 3));
  ASSERT(12, undeclared(3));
  exit(failures);
}
int undeclared(n) { return n * 4; }
