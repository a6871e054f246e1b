/* Pointers, arrays, strings, function pointers, variadic functions. */
#include "test.h"

static int table[3][4] = { { 1, 2, 3, 4 }, { 5, 6, 7, 8 }, { 9, 10, 11, 12 } };
static const char *names[] = { "zero", "one", "two", 0 };
static char text[] = "hello\0world";
static char fixed[3] = "abc";
static int counter;
static int *where = &table[1][2];
static char *tail = text + 6;
static int (*operations[])(int, int);

static int plus(int a, int b) { return a + b; }
static int minus(int a, int b) { return a - b; }
static int times(int a, int b) { return a * b; }
static int (*operations[])(int, int) = { plus, minus, &times };
typedef int (*operation)(int, int);
static operation choose(int n) { return operations[n]; }
static int apply(int (*f)(int, int), int a, int b) { return f(a, (*f)(a, b)); }
static int bump(void) { return ++counter; }

static long long sum(int count, ...) {
  __builtin_va_list list, copy;
  long long total = 0;
  __builtin_va_start(list, count);
  __builtin_va_copy(copy, list);
  for (int i = 0; i < count; i++) total += i % 2 ? __builtin_va_arg(list, long long) : __builtin_va_arg(list, int);
  for (int i = 0; i < count; i++) total += i % 2 ? __builtin_va_arg(copy, long long) : __builtin_va_arg(copy, int);
  __builtin_va_end(list);
  __builtin_va_end(copy);
  return total;
}

struct pair { int a; char b; };
static int records(int a, int b, ...) {
  __builtin_va_list list;
  __builtin_va_start(list, b);
  struct pair first = __builtin_va_arg(list, struct pair);
  char *string = __builtin_va_arg(list, char *);
  struct pair second = __builtin_va_arg(list, struct pair);
  __builtin_va_end(list);
  return a + b + first.a * 10 + first.b * 100 + second.a * 1000 + second.b * 10000 + string[1];
}

static int length(const char *s) {
  const char *start = s;
  while (*s) s++;
  return s - start;
}

static int row_sum(int (*row)[4]) { int s = 0; for (int i = 0; i < 4; i++) s += (*row)[i]; return s; }
static int rows(int m[][4], int n) { int s = 0; for (int i = 0; i < n; i++) s += row_sum(&m[i]); return s; }
static void set(int *p, int v) { *p = v; }
static void twice(int **pp) { **pp *= 2; (*pp)++; }

int main(void) {
  ASSERT(7, table[1][2]);
  ASSERT(7, *where);
  ASSERT(8, where[1]);
  ASSERT(12, *(*(table + 2) + 3));
  ASSERT(26, row_sum(&table[1]));
  ASSERT(78, rows(table, 3));
  ASSERT(48, sizeof table);
  ASSERT(16, sizeof table[0]);
  ASSERT(12, sizeof text);
  ASSERT(3, sizeof fixed);
  ASSERT('c', fixed[2]);
  ASSERT('w', *tail);
  ASSERT(5, length(text));
  print(names[1]);
  print(tail);
  print("con" "cat" "\x41\102\n");
  ASSERT('n', names[1][1]);
  ASSERT('n', 1[names[1]]);
  ASSERT(0, names[3] != 0);
  int local[5] = { 1, 2, 3 }, *p = local, *q;
  ASSERT(6, local[0] + local[1] + local[2] + local[3] + local[4]);
  ASSERT(1, *p++);
  ASSERT(2, *p);
  ASSERT(3, *++p);
  ASSERT(3, (*p)++);
  ASSERT(4, *p);
  ASSERT(5, ++*p);
  ASSERT(2, p - local);
  ASSERT(1, p > local && local < p && p == &local[2] && p != local);
  q = p;
  ASSERT(5, *q--);
  ASSERT(2, *q);
  p += 2;
  p -= 1;
  *p = 77;
  ASSERT(77, local[3]);
  p[1] = p[0] + 1;
  ASSERT(78, local[4]);
  twice(&p);
  ASSERT(154, local[3]);
  ASSERT(78, *p);
  int i = 2;
  local[i++] = i;
  local[i] = i + 10;
  ASSERT(13, local[3]);
  i = 0;
  while (i < 5) local[i] = i * i, i++;
  ASSERT(16, local[4]);
  set(&i, 42);
  ASSERT(42, i);
  ASSERT(7, apply(plus, 3, 1));
  ASSERT(18, apply(operations[2], 3, 2));
  ASSERT(12, choose(2)(3, 4));
  ASSERT(-1, (*choose(1))(3, 4));
  ASSERT(5, (i ? plus : minus)(2, 3));
  ASSERT(6, plus(bump(), plus(bump(), bump())));
  ASSERT(2 * (1 + 20000000000LL + 3), sum(3, 1, 20000000000LL, 3));
  ASSERT(2 * (1 + 2 + 3 + 4 + 5 + 6 + 7), sum(7, 1, 2LL, 3, 4LL, 5, 6LL, 7));
  struct pair x = { 1, 2 }, y = { 3, 4 };
  ASSERT(1 + 2 + 10 + 200 + 3000 + 40000 + 'b', records(1, 2, x, "abc", y));
  void *any = local;
  ASSERT(9, ((int *)any)[3]);
  char *bytes = (char *)&i;
  ASSERT(42, bytes[0]);
  unsigned char raw[4] = { 0x78, 0x56, 0x34, 0x92 };
  short shorts[4] = { 1, -2, 3, -4 };
  short *sp = shorts + 3;
  ASSERT(-4, *sp--);
  ASSERT(3, *sp);
  ASSERT(1, shorts == &shorts[0]);
  char matrix[2][3][2] = { { { 1, 2 }, { 3, 4 }, { 5, 6 } }, { { 7, 8 }, { 9, 10 }, { 11, 12 } } };
  int total = 0;
  for (int a = 0; a < 2; a++) for (int b = 0; b < 3; b++) for (int c = 0; c < 2; c++) total = total * 2 + matrix[a][b][c];
  ASSERT(8178, total);
  ASSERT(0, (char *)0 != 0);
  const char *const *cursor = names;
  int seen = 0;
  while (*cursor) seen += length(*cursor++);
  ASSERT(10, seen);
  ASSERT(3, &names[3] - names);
  long long wides[3] = { 1LL << 40, -1, 5 }, *w = wides;
  ASSERT(1LL << 40, *w++);
  ASSERT(-1, *w);
  *w += 10;
  ASSERT(9, w[0]);
  w[1] -= w[0];
  ASSERT(-4, wides[2]);
  ASSERT(2, &wides[2] - wides);
  return failures;
}
