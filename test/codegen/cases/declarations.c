/* Declarations of every make, and the corners of statements and expressions that programs meet. */
#include "test.h"

typedef struct S S;
struct S { int a; S *next; struct { int inner; } part; };
typedef int row[3];
typedef void handler(int);
typedef enum { off, on = 7 } state;
int (*(*table_of_rows)(int))[3];
void (*chosen(int which, void (*other)(int)))(int);
unsigned const char volatile *odd_order;
int plain, *pointer, array[3], (*callee)(void), *pointers[2], (*to_array)[3];
extern int extern_array[];
int extern_array[] = { 1, 2, 3 };
extern int tentative_array[];
int tentative_array[4];
long int unsigned long mixed_words = 5;
short unsigned mixed_short = 65535;
int parenthesised(int (x), int (y)) { return x - y; }
int (wrapped)(int x) { return x + 1; }
static int seen;
static void see(int x) { seen = seen * 10 + x; }
static void hear(int x) { seen = seen * 10 - x; }
void (*chosen(int which, void (*other)(int)))(int) { return which ? other : see; }
static row rows[2] = { { 1, 2, 3 }, { 4, 5, 6 } };
static int (*row_at(int index))[3] { return &rows[index]; }
static int twice(int x) { return 2 * x; }
static int thrice(int x) { return 3 * x; }
static const struct { const char *name; int (*call)(int); } commands[] = { { "twice", twice }, { "thrice", thrice }, { 0 } };
static handler *handlers[] = { see, hear };
static int apply(int f(int), int x[static 1], const int n) { return f(x[n]); }
static int sum_rows(row *r, int n) { int s = 0; while (n--) for (int i = 0; i < 3; i++) s += r[n][i]; return s; }
static int nothing_returned(void) { return 0; }

static int switches(int x) {
  switch (x) case 3: return 30;
  switch (x) default: if (x == 4) return 40;
  switch (x) { int y; case 5: y = 50; return y; }
  switch (x) { }
  switch (x) { default: ; }
  return 0;
}

static int dangling(int a, int b) {
  if (a)
    if (b) return 1;
    else return 2;
  return 3;
}

static int loops(void) {
  int i, j, n = 0;
  for (i = 0, j = 10; i < j; i++, j--) n += j - i;
  for (; n > 25; n--);
  while (n > 20) n -= 2;
  do ; while (0);
  do n++; while (n < 24 && n != 23);
  for (struct S s = { 3 }, *p = &s; p->a; p->a--) n += p->a;
  {
    goto end;
  end:
    ;
  }
  return n;
}

static int expressions(int x) {
  int a[2] = { 1, 2 }, *p = a, b = 0;
  (void)x;
  (void)0;
  b += sizeof(int[3]) + sizeof(row) + sizeof rows / sizeof *rows + sizeof(char);
  b += (int){ 5 } + *(int[]){ 6, 7 };
  b += x ? x > 5 ? 1 : 2 : 3;
  b += (x, x + 1);
  b += *p++ + *p--;
  b += -+-~!x;
  b += x << 2 >> 1 & 0xff ^ 3 | 64;
  b += x == 5 != 0 < 3;
  b += p == a && *p == 1 || x;
  b += (unsigned char)300 + (char)200 + (short)70000;
  b += "abc"[1] + *"xyz" + sizeof "four";
  b += &a[1] - a + (&a[0] < &a[1]);
  b += (*(&twice))(3) + (&thrice)(2) + (**twice)(1);
  b = -b, b = -b;
  a[0] = a[1] = b;
  p[1] += p[0] -= 3;
  return a[0] + a[1];
}

static int typedefs(void) {
  typedef char S;
  S small = 5;
  state s = on;
  { int S = 3; small += S; }
  struct S real = { 1, &real, { 9 } };
  return small + s + real.next->part.inner + sizeof(S);
}

static unsigned char global_byte = 200;
static signed char casts(int *word, short *half, unsigned *u) {
  unsigned char low = (unsigned char)*word;
  signed char sign = (signed char)*word;
  unsigned short middle = (unsigned short)*word;
  short as_signed = (short)*u;
  return low + sign + middle + as_signed + (unsigned char)*half + (signed char)global_byte;
}

int main(void) {
  ASSERT(2, parenthesised(5, 3));
  ASSERT(6, wrapped(5));
  chosen(0, hear)(4);
  chosen(1, hear)(3);
  handlers[0](5);
  handlers[1](1);
  ASSERT(3749, seen);
  ASSERT(6, (*row_at(1))[2]);
  table_of_rows = row_at;
  ASSERT(2, (*table_of_rows(0))[1]);
  to_array = &rows[1];
  ASSERT(4, **to_array);
  for (int i = 0; commands[i].name; i++) { print(commands[i].name); print_number(commands[i].call(7)); }
  callee = nothing_returned;
  ASSERT(0, callee());
  ASSERT(12, apply(twice, extern_array, 2) + apply(&thrice, (int[]){ 2 }, 0));
  ASSERT(21, sum_rows(rows, 2));
  ASSERT(12, sizeof extern_array);
  ASSERT(16, sizeof tentative_array);
  ASSERT(5, mixed_words);
  ASSERT(65535, mixed_short);
  ASSERT(30 + 40 + 50 + 0, switches(3) + switches(4) + switches(5) + switches(6));
  ASSERT(6, dangling(1, 1) + dangling(1, 0) + dangling(0, 1));
  print_number(loops());
  print_number(expressions(5));
  print_number(expressions(0));
  ASSERT(25, typedefs());
  int word = 0x1234f6f5;
  short half = -3;
  unsigned u = 0x8765ffff;
  print_number(casts(&word, &half, &u));
  return failures;
}
