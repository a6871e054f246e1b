/* Corners: flexible arrays, aligned objects, sections, weak symbols, anonymous members in initialisers, shadowing. */
#include "test.h"

struct flexible { int count; char data[]; };
struct flexible some = { 3, { 'a', 'b', 'c' } };
struct flexible none = { 0 };
struct page { int words[16]; } __attribute__((aligned(256)));
struct page pages[2];
struct aligned_members { char a; _Alignas(8) char b; char c __attribute__((aligned(16))); char d; _Alignas(4) char e __attribute__((aligned(2))); _Alignas(2) _Alignas(4) char f; };
static char aligned_bytes[5] __attribute__((aligned(64))) = { 1 };
int weak_one __attribute__((weak)) = 4;
int in_section __attribute__((section(".mydata"))) = 6;
static int in_text_section(int x) __attribute__((section(".mytext")));
static int in_text_section(int x) { return x * 2; }
struct outer { int a; union { int b; struct { short c, d; }; }; int e; struct { int f; }; };
struct outer outer = { .c = 1, .d = 2, 3, { 4 } };
struct outer in_order = { 1, { 2 }, 3, { 4 } };
struct outer designated = { .e = 9, .f = 8, .a = 7, .b = 6 };
enum signs { minus = -5, zero_sign, plus = 5 };
enum large { top = 0x80000000 };
typedef struct x { int x; } x;
static int global_order[3];
int *const constant_pointer = &global_order[1];
const volatile int both = 3;
unsigned long long shifted = 1ULL << 40 | 7;
static const struct { char tag; struct { int deep[2][2]; } inner; } nested = { 't', { { { 1, 2 }, { 3, 4 } } } };
char two_dimensional[2][3] = { "ab", "cd" };
char brace_string[] = { "braced" };
int overridden[3] = { 1, 2, 3, [0] = 9, [1] = 8 };
static void (*no_function)(void);

static int shadow(int x) {
  x += 1;
  { int x = 5; { int x = 6; x++; } x++; }
  for (int x = 0; x < 2; x++) ;
  return x;
}
static int hide_type(void) { x x; x.x = 5; struct x y = { 6 }; return x.x + y.x; }
static int copy_page(int i) { pages[1] = pages[0]; return pages[1].words[i]; }
static struct page *page_at(int i) { return pages + i; }
static int loop_first(int n) {
  do {
    n -= 3;
  } while (n > 0);
  return n;
}
static long long multiply_sum(const int *a, const short *b, int n) {
  long long sum = 0;
  while (n-- > 0) sum += (long long)a[n] * b[n];
  return sum;
}
static unsigned rotate(unsigned x, int n) { return x << n | x >> (32 - n); }
static int bits_set(unsigned long long x) { int n = 0; for (; x; x &= x - 1) n++; return n; }
static int clamp(int x, int low, int high) { return x < low ? low : x > high ? high : x; }
static int is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
struct wide_fields { unsigned u : 32; int i : 32; };
static int plus_one(int a) { return a + 1; }
static int across_statements(int x, int y) {
  return x * 3 + ({ int t = 5; if (x > 0) t = plus_one(x); t * 2; }) - (y * 7 + ({ int u = y; while (u > 3) u = u - plus_one(1); u; }));
}

static int compare_all(int a, int b, unsigned c, unsigned d, long long e, long long f) {
  return (a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 | (a == b) << 4 | (a != b) << 5 | (c < d) << 6 | (c <= d) << 7 |
         (c > d) << 8 | (c >= d) << 9 | (e < f) << 10 | (e <= f) << 11 | (e > f) << 12 | (e >= f) << 13 | (e == f) << 14 | (e != f) << 15 |
         (a < 5) << 16 | (a <= 5) << 17 | (a > 5) << 18 | (a >= 5) << 19 | (c < 5) << 20 | (c >= 5) << 21 | (5 < a) << 22 | (5 >= a) << 23 | (a == 5) << 24 | (a != 5) << 25 | (a <= 0x7fffffff) << 26 | (c > 0xfffffffeu) << 27 | (a == 40000) << 28;
}

int main(void) {
  ASSERT(4, sizeof(struct flexible));
  ASSERT('c', some.data[2]);
  ASSERT(0, none.count);
  ASSERT(256, sizeof(struct page));
  ASSERT(0, (int)((unsigned long long)(char *)&pages[1] % 256));
  ASSERT(0, (int)((unsigned long long)(char *)aligned_bytes % 64));
  struct wide_fields wide_fields = { 0xffffffff, -1 };
  ASSERT(1, wide_fields.u > 0);
  ASSERT(0, wide_fields.u < -1);
  ASSERT(1, wide_fields.i < 0);
  ASSERT(-26, across_statements(2, 5));
  ASSERT(-3, across_statements(-2, 1) + 1);
  ASSERT(32, sizeof(struct aligned_members));
  ASSERT(8, (int)__builtin_offsetof(struct aligned_members, b));
  ASSERT(16, (int)__builtin_offsetof(struct aligned_members, c));
  ASSERT(17, (int)__builtin_offsetof(struct aligned_members, d));
  ASSERT(20, (int)__builtin_offsetof(struct aligned_members, e));
  ASSERT(24, (int)__builtin_offsetof(struct aligned_members, f));
  ASSERT(10, weak_one + in_section);
  ASSERT(14, in_text_section(7));
  ASSERT(0x20001 + 3 + 4, outer.b + outer.e + outer.f);
  ASSERT(1234, in_order.a * 1000 + in_order.b * 100 + in_order.e * 10 + in_order.f);
  ASSERT(7698, designated.a * 1000 + designated.b * 100 + designated.e * 10 + designated.f);
  enum signs s = minus;
  ASSERT(1, s < 0);
  ASSERT(-4, zero_sign);
  ASSERT(1, top > 0);
  *constant_pointer = 5;
  ASSERT(5, global_order[1]);
  ASSERT(3, both);
  ASSERT((1LL << 40) + 7, shifted);
  ASSERT(4 + 't', nested.inner.deep[1][1] + nested.tag);
  ASSERT('d', two_dimensional[1][1]);
  ASSERT(7, sizeof brace_string);
  ASSERT(983, overridden[0] * 100 + overridden[1] * 10 + overridden[2]);
  ASSERT(1, no_function == 0);
  ASSERT(4, shadow(3));
  ASSERT(11, hide_type());
  pages[0].words[3] = 33;
  ASSERT(33, copy_page(3));
  ASSERT(33, page_at(1)->words[3]);
  ASSERT(-1, loop_first(5));
  int a[3] = { 1000000, -2000000, 3000000 };
  short b[3] = { 30000, 20000, -10000 };
  ASSERT(-40000000000LL, multiply_sum(a, b, 3));
  ASSERT(0x23456781, rotate(0x12345678, 4));
  ASSERT(41, bits_set(0xffffffffff000100ULL));
  ASSERT(0 + 10 + 5, clamp(-3, 0, 10) + clamp(30, 0, 10) + clamp(5, 0, 10));
  ASSERT(3, is_space(' ') + is_space('\t') + is_space('\r') + is_space('x') + is_space('\0'));
  static const int words[] = { -1, 0, 4, 5, 6, 0x7fffffff, -0x7fffffff - 1, 40000 };
  for (int i = 0; i < 8; i++)
    for (int j = 0; j < 8; j++) {
      print_number(compare_all(words[i], words[j], words[i], words[j], (long long)words[i] << 16, (long long)words[j] << 16));
      putchar(' ');
    }
  return failures;
}
