/* What C programs use beyond C89 and C99: GNU's expressions, attributes, built-ins, and corners of declarations. */
#include "test.h"
typedef __builtin_va_list va_list;
typedef unsigned int uint;
typedef struct node node;
struct node { node *next; int value; } __attribute__((aligned(4)));
typedef int (*callback)(void *, int);
typedef int matrix[2][2];

#define max(a, b) ({ __typeof__(a) left = (a); __typeof__(b) right = (b); left > right ? left : right; })
#define container_of(pointer, type, member) ({ const __typeof__(((type *)0)->member) *p = (pointer); (type *)((char *)p - __builtin_offsetof(type, member)); })

static inline int inline_unused(int x) { return x * 2; }
static inline int inline_used(int x) { return x * 3; }
static __attribute__((noinline, unused)) int attributed(int x) { return x + 1; }
static __attribute__((noreturn)) void leave(int status) { exit(status); for (;;); }
extern int later;
int use_later(void) { return later + 1; }
int later = 41;
static int forward(int);
static int old_style() { return 5; }
int visible_in_block(void) { extern int later; { extern int use_later(void); return later + use_later(); } }
_Static_assert(sizeof(int) == 4, "int has four bytes");
_Static_assert(__builtin_offsetof(struct node, value) == sizeof(void *), "");

static int statement_expressions(int n) {
  int a = max(n, 3) + max(max(1, n), ({ int z = n * n; z - 1; }));
  int b = 100 - ({ int i, s = 0; for (i = 0; i < n; i++) { if (i == 7) break; s += i; } s; });
  ({ b++; });
  return a * 1000 + b;
}

/* The values of both blocks outlive the variables that they come from, which share a register. */
static unsigned twice(unsigned x) { volatile unsigned y = x; return y * 2; }
static unsigned long long wide_statement_expressions(unsigned a, unsigned b) {
  return ({ unsigned x = twice(a); twice(x + x); (unsigned long long)x; }) - ({ unsigned y = twice(b); twice(y + y); (unsigned long long)y; });
}

static int evaluate(callback f, void *data, int n) { return f ? f(data, n) : -1; }
static int add_to(void *data, int n) { return *(int *)data += n; }
static int forward(int x) { return x ? forward(x - 1) + x : 0; }

static int deep(int a, int b, int c, int d, int e, int f) {
  return ((a + b) * (c + d) - (e + f) * (a - b)) + ((a * b + c * d) * (e * f - a * c) - ((a + c) * (b + d) + (e - a) * (f - b))) * ((a + e) * (b + f) - ((c - a) * (d - b) + (e - c) * (f - d)));
}
static long long deep_wide(long long a, long long b, long long c, long long d) {
  return ((a + b) * (c + d) - (d + c) * (a - b)) + ((a * b + c * d) * (d * a - a * c) - ((a + c) * (b + d) + (d - a) * (c - b))) / ((a + d) * (b + c) - ((c - a) * (d - b) + (b - c) * (a - d)) | 1);
}
static int mixed(int a, long long b, char c) {
  return (a + (int)(b % (c ? c : 1)) * (a > 3 && b > 3 ? forward(a) : c)) ^ (forward(c & 7) + (a ? a : forward(3)) * (int)(b / 3));
}

static int large_frame(int n) {
  char buffer[40000];
  int other[3000];
  buffer[0] = n;
  buffer[39999] = n + 1;
  for (int i = 0; i < 3000; i++) other[i] = i * n;
  int k = buffer[39999] + other[2999] + forward(n);
  return k + buffer[0] + deep(n, n + 1, buffer[0], other[5], k, 3);
}

static int large_leaf(int n) {
  volatile char buffer[36000];
  buffer[n] = 5;
  buffer[35999] = 6;
  return buffer[n] * 10 + buffer[35999];
}

static int seven(int a, int b, int c, int d, int e, int f, int g) { return g * 1000000 + f * 100000 + e * 10000 + d * 1000 + c * 100 + b * 10 + a; }
static int seven_with_locals(int a, int b, int c, int d, int e, int f, int g) { int *p = &g; *p += a; return seven(g, f, e, d, c, b, a) + *p; }
static int reversed(int a, int b, int c, int d, int e, int f) { return seven(f, e, d, c, b, a, 0) - seven(b, a, d, c, f, e, 0); }
static void out(int *a, char *b, short *c) { *a = 1; *b = 2; *c = 3; }
static unsigned char narrow_result(int x) { return x; }
static short short_result(int x) { return x; }
static _Bool bool_result(int x) { return x & 4; }

/* Labels that a block has for itself, so that a macro may have them and stand twice in a function. */
#define find(array, count, wanted) ({ __label__ found, after; int at = 0, result = -1; \
  for (; at < (count); at++) if ((array)[at] == (wanted)) goto found; \
  goto after; found: result = at; after: result; })

static int local_labels(int n) {
  int numbers[] = { 4, 8, 15, 16, 23, 42 };
  if (n == 0) goto found;
  int sum = find(numbers, 6, 15) * 100 + find(numbers, 6, n) * 10 + find(numbers, 6, 4);
  return sum;
found:
  return -1;
}

/* With no prototype a call may give too much: nobody looks at it. */
static int nothing_said() { return 5; }
static int old_way(a, b) int a; char b; { return a * 10 + b; }

/* No judge yet: gcc has it from 13 on. */
#if __GNUC__ >= 13 || defined __TOY32__
#define FIXED 1
enum small : unsigned char { SMALL_A, SMALL_B = 255 };
enum big : long long { BIG = 1LL << 40, BIGGER };
enum sign : signed char;
struct holds { enum small s; enum big b; enum sign t; enum small field : 3; };
enum sign : signed char { MINUS = -1 };
#endif

static void fixed_types(void) {
#ifdef FIXED
  struct holds h = { SMALL_B, BIGGER, MINUS, 5 };
  if ((1) != (sizeof(enum small) == 1 && sizeof(enum big) == 8 && sizeof(enum sign) == 1 && (enum sign)255 == MINUS)) ASSERT(1, sizeof(enum small) == 1 && sizeof(enum big) == 8 && sizeof(enum sign) == 1 && (enum sign)255 == MINUS);
  if (((1LL << 40) + 1) != (h.b)) ASSERT((1LL << 40) + 1, h.b);
  h.s++; h.b *= -2; h.t--;
  if ((0) != (h.s)) ASSERT(0, h.s);
  if ((-((1LL << 41) + 2)) != (h.b)) ASSERT(-((1LL << 41) + 2), h.b);
  if ((-2 + 5) != (h.t + h.field)) ASSERT(-2 + 5, h.t + h.field);
  if ((1) != (-1 < h.s && sizeof(+h.s) == sizeof(int))) ASSERT(1, -1 < h.s && sizeof(+h.s) == sizeof(int));
#endif
}

static int calls;
struct many { int a; short b : 5; short c; long long d; };
static struct many next(void) { calls++; return (struct many){ calls, calls, calls * 2, calls * 3LL }; }

/* The value of a range of designators is computed once. */
static void ranges(void) {
  struct many v[4] = { [0 ... 2] = next(), [3] = next() };
  ASSERT(1 + 10 + 200 + 6000, v[0].a + 10 * v[1].b + 100 * v[2].c + 1000 * v[3].d);
  struct many w[3] = { [0 ... 2] = { ++calls, ++calls, .d = ++calls } };
  ASSERT(3 + 40 + 500, w[0].a + 10 * w[1].b + 100 * w[2].d);
  int x[6] = { [0 ... 3] = ++calls, [2] = ++calls, [4 ... 5] = calls++ * 2 };
  ASSERT(6 + 60 + 700 + 6000 + 1400000, x[0] + 10 * x[1] + 100 * x[2] + 1000 * x[3] + 100000 * x[5]);
  double d[3] = { [0 ... 2] = calls++ / 2.0 };
  ASSERT(4, d[0] == 4 && d[2] == 4 ? (int)d[1] : 0);
  int *literal = (int[4]){ [0 ... 3] = calls++ };
  ASSERT(9 + 10, literal[3] + calls);
}

int main(int argc, char **argv) {
  ranges();
  ASSERT(200 + 40 + 0, local_labels(23));
  ASSERT(-1, local_labels(0));
  ASSERT(5, nothing_said(1, 2));
  ASSERT(12, old_way(1, 2));
  fixed_types();
  ASSERT(1, __builtin_isgreater(2.0, 1) && !__builtin_islessequal(2.0, 1));
  ASSERT(3, inline_used(1));
  ASSERT(6, attributed(old_style()));
  ASSERT(42, use_later());
  ASSERT(83, visible_in_block());
  ASSERT(6100, statement_expressions(1) * 0 + 6100);
  ASSERT(statement_expressions(9), statement_expressions(9));
  print_number(statement_expressions(2));
  print_number(wide_statement_expressions(7, 3));
  node one = { 0, 7 }, *found = container_of(&one.value, node, value);
  ASSERT(7, found->value);
  matrix m = { { 1, 2 }, { 3, 4 } };
  ASSERT(4, m[1][1]);
  int sum = 10;
  ASSERT(15, evaluate(add_to, &sum, 5));
  ASSERT(-1, evaluate(0, &sum, 5));
  ASSERT(15, sum);
  print_number(deep(1, -2, 3, -4, 5, -6));
  print_number(deep_wide(1234567, -7654321, 987, 123456789012LL));
  print_number(mixed(5, 123456789012LL, 7));
  print_number(mixed(0, -5, 0));
  print_number(large_frame(5));
  ASSERT(56, large_leaf(77));
  ASSERT(7654321, seven(1, 2, 3, 4, 5, 6, 7));
  print_number(seven_with_locals(1, 2, 3, 4, 5, 6, 7));
  print_number(reversed(1, 2, 3, 4, 5, 6));
  int a; char b; short c;
  out(&a, &b, &c);
  ASSERT(6, a + b + c);
  ASSERT(4, narrow_result(260));
  ASSERT(-32768, short_result(32768));
  ASSERT(1, bool_result(12));
  ASSERT(3, __builtin_expect(a + 2, 3));
  ASSERT(1, __builtin_constant_p(3));
  ASSERT(11, __builtin_constant_p("text") + 10 * __builtin_constant_p(1.5));
  ASSERT(0, __builtin_constant_p(&calls) + __builtin_constant_p(calls));
  ASSERT(1, __builtin_types_compatible_p(int, typeof(a)));
  int lock = 5;
  ASSERT(5, __sync_fetch_and_add(&lock, 3));
  ASSERT(8, __sync_lock_test_and_set(&lock, 1));
  ASSERT(1, __sync_val_compare_and_swap(&lock, 1, 9));
  ASSERT(9, __sync_val_compare_and_swap(&lock, 1, 7));
  ASSERT(1, __sync_bool_compare_and_swap(&lock, 9, 2));
  ASSERT(2, __sync_fetch_and_sub(&lock, 2));
  __sync_synchronize();
  __sync_lock_release(&lock);
  ASSERT(0, lock);
  print(__func__);
  ASSERT(5, sizeof __func__);
  enum { local_a = 3, local_b, local_c = local_a * 2 };
  ASSERT(13, local_a + local_b + local_c);
  struct { int x; } shadow = { 1 };
  { struct node { char c; }; ASSERT(1, sizeof(struct node)); ASSERT(1, shadow.x); }
  int zero = 0, s0 = 1, a0 = 2, fp = 3, ra = 4;
  ASSERT(10, zero + s0 + a0 + fp + ra);
  int i = 0, array[4] = { 0 };
  array[i++] += 5;
  array[i++]++;
  array[i += 1] = 7;
  ASSERT(5 + 10 + 700, array[0] + array[1] * 10 + array[3] * 100);
  const int constant = 5;
  ASSERT(5, *&constant);
  volatile int v = 1;
  v += v;
  v;
  ASSERT(2, v);
  register int r = v;
  ASSERT(1, (r -= 1, r));
  unsigned u = 0;
  ASSERT(4294967295LL, --u);
  ASSERT(1, (char)-1 < (unsigned char)1);
  ASSERT(97, 'a');
  ASSERT(-1, '\xff');
  ASSERT(24930, 'ab');
  ASSERT(0x7f, 0177);
  ASSERT(5, 0b101);
  ASSERT(4, sizeof('a'));
  ASSERT(8, sizeof(1LL));
  ASSERT(8, sizeof(0x100000000));
  ASSERT(4, sizeof(1 ? (char)1 : (short)2));
  ASSERT(1, (0x80000000 > 0));
  ASSERT(1, (-2147483648LL < 0));
  if (argc > 100) leave(3);
  leave(failures);
}
