/* Structs, unions, bit-fields: layout, copies, parameters and results by value, anonymous members. */
#include "test.h"

struct small { char a; short b; };
struct point { int x, y; };
struct odd { char text[7]; };
struct big { int values[20]; char tail; };
struct nested { struct point from, to; union { int number; char bytes[4]; }; struct { int left, right; }; };
struct list { int value; struct list *next; };
union word { unsigned value; unsigned char bytes[4]; unsigned short halves[2]; struct point *pointer; };

static struct small make_small(int a, int b) { struct small s = { a, b }; return s; }
static struct point make_point(int x, int y) { return (struct point){ x, y }; }
static struct odd make_odd(char c) { struct odd o; for (int i = 0; i < 7; i++) o.text[i] = c + i; return o; }
static struct big make_big(int start) { struct big b; for (int i = 0; i < 20; i++) b.values[i] = start + i; b.tail = 't'; return b; }
static int sum_point(struct point p) { return p.x * 100 + p.y; }
static int sum_odd(struct odd o, int k) { int s = k; for (int i = 0; i < 7; i++) s = s * 3 + o.text[i]; return s; }
static int sum_big(int before, struct big b, int after) { int s = before; for (int i = 0; i < 20; i++) s += b.values[i] * (i + 1); b.values[0] = 99; return s + b.tail + after; }
static int split(int a, int b, int c, int d, struct point p, struct point q, char e) { return a + 2 * b + 3 * c + 4 * d + 5 * p.x + 6 * p.y + 7 * q.x + 8 * q.y + 9 * e; }
static int many(int a, char b, short c, long long d, unsigned char e, int f, long long g, int h) { return a + b * 2 + c * 3 + (int)(d >> 30) * 4 + e * 5 + f * 6 + (int)(g >> 31) * 7 + h * 8; }
static struct point swap(struct point p) { int t = p.x; p.x = p.y; p.y = t; return p; }
static struct point nest(int n) { return n == 0 ? make_point(1, 2) : swap(nest(n - 1)); }
static long long wide_in_stack(int a, int b, int c, int d, int e, long long f, long long g) { return a + b + c + d + e + f * g; }

struct bits {
  unsigned a : 3;
  signed b : 5;
  unsigned c : 1;
  unsigned : 0;
  unsigned d : 17;
  int e : 15;
  unsigned char f : 4, g : 4;
  _Bool h : 1;
  unsigned short i : 9;
  unsigned long long j : 40;
  long long k : 20;
};

static struct bits global_bits = { 5, -3, 1, 0x1abcd, -100, 9, 6, 1, 300, 0xabcdef0123ULL, -12345 };

struct chars { char text[20]; };
static void assign_chars(struct chars *to, struct chars *from) { *to = *from; }
static struct chars choose_chars(int first, struct chars a, struct chars b) { return first ? a : b; }

static void bit_fields(void) {
  struct bits b = { 0 };
  b.a = 13;
  ASSERT(5, b.a);
  b.b = 17;
  ASSERT(-15, b.b);
  ASSERT(7, b.a = 7);
  ASSERT(-16, b.b = 16);
  ASSERT(-15, ++b.b);
  ASSERT(-15, b.b++);
  ASSERT(-14, b.b);
  b.c = 3;
  ASSERT(1, b.c);
  b.d = 0x1ffff;
  ASSERT(0x1ffff, b.d);
  b.d += 2;
  ASSERT(1, b.d);
  b.e = -1;
  ASSERT(-1, b.e);
  ASSERT(255, (unsigned char)b.e);
  ASSERT(65535, (unsigned short)b.e);
  ASSERT(4294967295LL, (unsigned)b.e);
  ASSERT(1, (signed char)b.d);
  ASSERT(1, (unsigned long long)b.e > 5);
  unsigned char from_bits = b.e, low_bits = b.d;
  ASSERT(255 + 1, from_bits + low_bits);
  b.e <<= 3;
  ASSERT(-8, b.e);
  b.f = 5;
  b.g = 12;
  ASSERT(5, b.f);
  ASSERT(12, b.g);
  b.f ^= b.g;
  ASSERT(9, b.f);
  b.h = 4;
  ASSERT(1, b.h);
  b.i = 1023;
  ASSERT(511, b.i);
  b.j = 0x123456789abcULL;
  ASSERT(0x3456789abcLL, b.j);
  b.j++;
  ASSERT(0x3456789abdLL, b.j);
  b.k = 600000;
  ASSERT(-448576, b.k);
  b.k += 7;
  ASSERT(-448569, b.k);
  b.k *= 3;
  ASSERT(-297131, b.k);
  b.k >>= 2;
  ASSERT(-74283, b.k);
  b.k /= 10;
  ASSERT(-7428, b.k);
  b.k %= 100;
  ASSERT(-28, b.k);
  b.j -= 0x3456000000LL;
  ASSERT(0x789abd, b.j);
  b.j <<= 8;
  ASSERT(0x789abd00, b.j);
  ASSERT(7, b.a);
  ASSERT(-14, b.b);
  ASSERT(1, b.a - 8 < 0);
  ASSERT(5, global_bits.a);
  ASSERT(-3, global_bits.b);
  ASSERT(0x1abcd, global_bits.d);
  ASSERT(-100, global_bits.e);
  ASSERT(9, global_bits.f);
  ASSERT(6, global_bits.g);
  ASSERT(300, global_bits.i);
  ASSERT(0xabcdef0123LL, global_bits.j);
  ASSERT(-12345, global_bits.k);
  struct bits *p = &global_bits;
  p->a = p->b + 10;
  ASSERT(7, p->a);
  p->d |= 0x10000;
  ASSERT(0x1abcd, p->d);
}

static void unions(void) {
  union word w;
  w.value = 0x12345678;
  ASSERT(0x78, w.bytes[0]);
  ASSERT(0x1234, w.halves[1]);
  w.bytes[3] = 0xff;
  ASSERT(0xff345678LL, w.value);
  union word v = w, u = { .halves = { 1, 2 } };
  ASSERT(0xff345678LL, v.value);
  ASSERT(0x20001, u.value);
  struct nested n = { { 1, 2 }, { 3, 4 }, { 0x01020304 }, { 5, 6 } };
  ASSERT(4, n.bytes[0]);
  ASSERT(6, n.right);
  n.bytes[1] = 9;
  ASSERT(0x01020904, n.number);
  ASSERT(24, (int)(long)&((struct nested *)0)->right - (int)(long)&((struct nested *)0)->from);
}

struct switches { char a; _Bool b; char c; _Bool d[2]; };

int main(void) {
  ASSERT(5, sizeof(struct switches));
  ASSERT(4, sizeof(struct small));
  ASSERT(7, sizeof(struct odd));
  ASSERT(84, sizeof(struct big));
  ASSERT(28, sizeof(struct nested));
  struct small s = make_small(3, -4), t;
  ASSERT(3, s.a);
  ASSERT(-4, s.b);
  t = s;
  ASSERT(-4, t.b);
  ASSERT(-4, (t = s).b);
  ASSERT(-9, make_small(8, -9).b);
  struct point p = make_point(3, 4), q;
  ASSERT(304, sum_point(p));
  ASSERT(605, sum_point(make_point(6, 5)));
  ASSERT(506, sum_point(swap(make_point(6, 5))));
  ASSERT(201, sum_point(nest(5)));
  q = p.x == 3 ? swap(p) : p;
  ASSERT(403, sum_point(q));
  q = p.x == 4 ? swap(p) : p;
  ASSERT(304, sum_point(q));
  struct odd o = make_odd('a'), o2 = o;
  ASSERT(sum_odd(make_odd('a'), 5), sum_odd(o2, 5));
  print_number(sum_odd(o, 1));
  struct big b = make_big(7), c;
  ASSERT(7 * 210 + 2660 + 't' + 11, sum_big(1, b, 10));
  ASSERT(7, b.values[0]);
  c = b;
  ASSERT(26, c.values[19]);
  ASSERT(30, make_big(11).values[19]);
  ASSERT(sum_big(1, b, 10), sum_big(1, (c = b), 10));
  ASSERT(1 + 4 + 9 + 16 + 15 + 24 + 7 * 4 + 8 * 3 + 9 * 'z', split(1, 2, 3, 4, p, swap(p), 'z'));
  ASSERT(sum_point(p) + split(1, 2, 3, 4, p, q, 5), split(1, 2, 3, 4, p, q, 5) + sum_point(p));
  ASSERT(many(1, -2, 3, 4LL << 30, 5, 6, 7LL << 31, 8), 1 - 4 + 9 + 16 + 25 + 36 + 49 + 64);
  ASSERT(15 + 6LL * 7000000000LL, wide_in_stack(1, 2, 3, 4, 5, 6, 7000000000LL));
  ASSERT(15 + 6LL * wide_in_stack(0, 0, 0, 0, 1, 2, 3), wide_in_stack(1, 2, 3, 4, 5, 6, wide_in_stack(0, 0, 0, 0, 1, 2, 3)));
  struct list three = { 3, 0 }, two = { 2, &three }, one = { 1, &two };
  int sum = 0;
  for (struct list *l = &one; l; l = l->next) sum = sum * 10 + l->value;
  ASSERT(123, sum);
  one.next->next->value = 9;
  ASSERT(9, three.value);
  struct point grid[3][4];
  for (int i = 0; i < 3; i++) for (int j = 0; j < 4; j++) grid[i][j] = make_point(i, j);
  ASSERT(203, sum_point(grid[2][3]));
  struct point *pp = &grid[1][2];
  ASSERT(102, sum_point(*pp++));
  ASSERT(103, sum_point(*pp));
  ASSERT(7, pp - &grid[0][0]);
  *pp = *(pp - 1);
  ASSERT(102, sum_point(grid[1][3]));
  struct chars first = { "first" }, second = { "second" }, third;
  assign_chars(&third, &first);
  print(third.text);
  print(choose_chars(0, first, second).text);
  third = choose_chars(1, first, second);
  print(third.text);
  bit_fields();
  unions();
  return failures;
}
