// Calling: many arguments of all sizes, structs by value both ways, function pointers everywhere.
#include "print.h"

struct tiny {
  char c;
};
struct pair {
  int a, b;
};
struct mixed {
  char c;
  i64 wide;
  short s[3];
};
struct large {
  int numbers[20];
};
union either {
  int number;
  char bytes[4];
};

static i64 many(char a, i64 b, short c, u8 d, i64 e, int f, u16 g, i64 h, const char *i, i8 j) {
  return a + b * 2 + c * 3 + d * 5 + e * 7 + f * 11 + g * 13 + h * 17 + i[1] * 19 + j * 23;
}

static struct tiny next_tiny(struct tiny t) {
  t.c++;
  return t;
}
static struct pair swap(struct pair p) { return (struct pair){p.b, p.a}; }
static struct mixed twice(int before, struct mixed m, int after) {
  m.wide *= 2;
  m.s[1] += before - after;
  m.c ^= 32;
  return m;
}
static struct large count_up(int from) {
  struct large l;
  for (int i = 0; i < 20; i++) l.numbers[i] = from + i * i;
  return l;
}
static int sum(struct large l, int stride) {
  int total = 0;
  for (int i = 0; i < 20; i += stride) total += l.numbers[i];
  l.numbers[0] = 99;
  return total;
}
static union either flip(union either e) {
  char t = e.bytes[0];
  e.bytes[0] = e.bytes[3];
  e.bytes[3] = t;
  return e;
}

typedef int (*operation)(int, int);
static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static operation choose(char symbol) { return symbol == '+' ? add : &sub; }
static operation (*chooser(void))(char) { return choose; }
static int apply(int f(int, int), int a, int b) { return (***f)(a, b); }

static i64 spread(int count, ...) {
  __builtin_va_list list;
  i64 total = 0;
  __builtin_va_start(list, count);
  for (int i = 0; i < count; i++) {
    struct pair p = __builtin_va_arg(list, struct pair);
    total = total * 100 + p.a * p.b + __builtin_va_arg(list, i64) + (char)__builtin_va_arg(list, int);
  }
  __builtin_va_end(list);
  return total;
}

static struct pair table[3] = {{1, 2}, {3, 4}, {5, 6}};
static struct pair *at(int i) { return &table[i]; }

static int depth(int n, struct large l) { return n ? depth(n - 1, l) + l.numbers[n] : 0; }

int main(void) {
  line("many", many(-1, 20000000000LL, -3, 250, -5, 6, 65535, 8, "string", -9));
  line("tiny", next_tiny(next_tiny((struct tiny){'x'})).c);
  struct pair p = swap(swap(swap((struct pair){3, 4})));
  line("pair", p.a * 10 + p.b);
  struct mixed m = twice(5, (struct mixed){'q', -123456789012LL, {1, 2, 3}}, 7);
  line("wide", m.wide);
  line("shorts", m.s[0] * 100 + m.s[1] * 10 + m.s[2]);
  putchar(m.c), putchar('\n');
  struct large l = count_up(7), copy = l;
  line("sum", sum(l, 3) + sum(count_up(-100), 1) + copy.numbers[19]);
  line("unchanged", l.numbers[0]);
  line("member", count_up(3).numbers[4] + swap(p).a);
  line("union", flip((union either){.bytes = {1, 2, 3, 4}}).number);
  line("pointers", choose('+')(2, 3) * 100 + chooser()('-')(9, 4) * 10 + apply(add, 1, 1));
  line("spread", spread(3, p, 5LL, 'a', *at(1), -7LL, 'b', (struct pair){9, 9}, 1LL << 33, 300));
  at(2)->a += 10, (*at(2)).b--, ++at(0)->b;
  *at(1) = *at(2);
  line("table", table[0].b + table[1].a * 10 + table[2].b * 1000);
  line("depth", depth(15, l));
  operation (*array[2])(char) = {choose, chooser()};
  line("array", array[1]('-')(50, 8));
  return 0;
}
