/* Initialisers: nested, designated, braces left out, strings, statics with addresses, compound literals. */
#include "test.h"

struct point { int x, y; };
struct line { struct point from, to; char *name; };
struct table { int count; struct point points[3]; char label[8]; };
union either { int number; char letters[4]; };
enum colour { red, green = 5, blue };

int tentative;
int tentative;
static int zero[4];
int list[] = { 1, 2, [5] = 6, 7, [3] = 4 };
int spread[10] = { [2 ... 4] = 9, [8] = 1 };
struct line lines[] = { { { 1, 2 }, { 3, 4 }, "first" }, { .to = { .y = 8, .x = 7 }, .name = "second" }, { 9, 10, 11, 12, "third" } };
struct table t = { 2, 1, 2, 3, 4, .label = "abc", .points[2].y = 5 };
union either e = { .letters = { 'a', 'b' } };
char strings[][6] = { "one", "three", { 't', 'w', 'o' }, [4] = "five" };
int *pointer = &list[5];
int *past = list + 8;
struct point *inner = &lines[1].to;
char *const fixed = &strings[1][1];
int sums = 3 * (4 + 5) << 2 | blue;
int sizes[] = { sizeof list, sizeof lines / sizeof lines[0], sizeof(struct table), sizeof strings, sizeof "four" };
int truth = 3 > 2 && 5 != 4 || 0;
long long big = -1LL << 40;
unsigned char bytes[] = { 255, 256 - 1, 'a', '\n', 0x7f };
int (*function)(int);
static int square(int x) { return x * x; }
int (*functions[2])(int) = { square, &square };
struct point *literal = &(struct point){ 21, 22 };
int *array_literal = (int[]){ 31, 32, 33 };
const char *choice = sizeof(int) == 4 ? "four" : "eight";
struct { int a; union { int b; char c; }; int d; } anonymous = { 1, { 2 }, 3 };
short shorts[3] = { -1, 2 };
_Bool flags[] = { 2, 0, 1 };

static int counter(void) { static int count = 10; static char *text = "static"; print(text); return ++count; }

static void locals(int n) {
  int a[5] = { n, n + 1, [4] = n * 2 };
  ASSERT(n, a[0]);
  ASSERT(0, a[2] + a[3]);
  ASSERT(n * 2, a[4]);
  struct line l = { .name = "local", .from = { n, -n } };
  ASSERT(-n, l.from.y);
  ASSERT(0, l.to.x);
  struct point p = l.from, q[2] = { l.from, { 5 } };
  ASSERT(n, q[0].x + p.x - n);
  ASSERT(5, q[1].x);
  char text[] = "automatic", padded[20] = "short", exact[5] = "exact";
  print(text);
  print(padded);
  ASSERT(10, sizeof text);
  ASSERT(0, padded[6] + padded[19]);
  ASSERT('t', exact[4]);
  int m[2][3] = { { 1 }, { n, 2 } };
  ASSERT(n + 3, m[0][0] + m[0][1] + m[1][0] + m[1][1] + m[1][2]);
  struct table big = { n, { { 1, 2 }, { 3 } }, "label" };
  ASSERT(0, big.points[2].x);
  ASSERT('l', big.label[4]);
  struct table copy = big;
  ASSERT(n, copy.count);
  int large[40] = { 1 };
  ASSERT(1, large[0] + large[39]);
  struct point *c = &(struct point){ n, 3 };
  c->x++;
  ASSERT(n + 4, c->x + c->y);
  ASSERT(n + 6, ((int[]){ 1, n + 6, 2 })[1]);
  ASSERT(4, (struct point){ .y = 4 }.y);
  int scalar = { 7 };
  ASSERT(7, scalar);
  union either u = { 0x64636261 };
  ASSERT('c', u.letters[2]);
  long long w[2] = { n, -n };
  ASSERT(0, w[0] + w[1]);
  struct { unsigned a : 4, b : 4; int c; } bits = { 3, n, 9 };
  ASSERT(3 + 9 + (n & 15), bits.a + bits.b + bits.c);
  enum colour col = blue;
  ASSERT(6, col);
  for (int i = 0; i < 3; i++) {
    int fresh[3] = { i };
    fresh[1] += 5;
    ASSERT(i + 5, fresh[0] + fresh[1] + fresh[2]);
  }
}

int main(void) {
  for (int i = 0; i < sizeof list / sizeof *list; i++) print_number(list[i]);
  for (int i = 0; i < 10; i++) print_number(spread[i]);
  for (int i = 0; i < 3; i++) {
    print_number(lines[i].from.x * 1000 + lines[i].from.y * 100 + lines[i].to.x * 10 + lines[i].to.y);
    print(lines[i].name);
  }
  ASSERT(2, t.count);
  ASSERT(4, t.points[1].y);
  ASSERT(5, t.points[2].y);
  print(t.label);
  ASSERT('b' * 256 + 'a', e.number);
  for (int i = 0; i < 5; i++) print(strings[i]);
  ASSERT(6, *pointer);
  ASSERT(8, past - list);
  ASSERT(8, inner->y);
  ASSERT('h', *fixed);
  ASSERT(110, sums);
  ASSERT(28, sizes[0]);
  ASSERT(3, sizes[1]);
  ASSERT(36, sizes[2]);
  ASSERT(30, sizes[3]);
  ASSERT(5, sizes[4]);
  ASSERT(1, truth);
  ASSERT(-1LL << 40, big);
  ASSERT(255 + 255 + 'a' + 10 + 127, bytes[0] + bytes[1] + bytes[2] + bytes[3] + bytes[4]);
  ASSERT(1, !function);
  function = functions[1];
  ASSERT(49, function(7));
  ASSERT(43, literal->x + literal->y);
  ASSERT(33, array_literal[2]);
  print(choice);
  ASSERT(6, anonymous.a + anonymous.c + anonymous.d);
  ASSERT(1, shorts[0] + shorts[1] + shorts[2]);
  ASSERT(2, flags[0] + flags[1] + flags[2]);
  ASSERT(0, tentative + zero[3]);
  ASSERT(11, counter());
  ASSERT(12, counter());
  locals(3);
  locals(-8);
  return failures;
}
