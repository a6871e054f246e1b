/*
 * Each comment `name = value …` lists what a debugger must show when it stops at the start of the line: one value for
 * each time, `-` where the variable has none. A value is written without blanks; in structs they are underscores.
 */
int putchar(int c);
enum colour { red, green = 5, blue };
typedef struct point { int x; short y; } point;
struct bits { unsigned a : 3; int b : 7; struct { char c; unsigned char d; }; };
typedef unsigned int uint;

int global = 3;
static char file_static[3] = "ab";

static int leaf(int a, int b) {
  int sum = a + b; /* a = 7 b = -2 sum = - */
  sum *= 2; /* sum = 5 a = 7 b = -2 */
  b = sum; /* sum = 10 b = -2 */
  return sum; /* sum = 10 b = 10 a = 7 */
}

static int many(int a, char b, long long c, short d, uint e, int f, int *g, point p) {
  int local = a; /* a = 1 b = -2 c = 5000000000 d = -4 e = 5 f = 6 g = pointer p = {x:8_y:9} */
  f += local; /* local = 1 f = 6 */
  *g = f + leaf(7, -2); /* f = 7 g = pointer */
  p.y++; /* p = {x:8_y:9} a = 1 */
  return f; /* p = {x:8_y:10} b = -2 c = 5000000000 d = -4 e = 5 */
}

static int scopes(int n) {
  int total = 0; /* n = 3 total = - */
  for (int i = 0; i < n; i++) {
    int square = i * i; /* i = 0 1 2 total = 0 0 1 square = - - - */
    total += square; /* square = 0 1 4 i = 0 1 2 */
    if (square > 3) {
      int n = 99; /* square = 4 n = 3 */
      total += n; /* n = 99 total = 5 */
    }
  }
  for (int j = n; j > 0; j--) total -= j;
  return total; /* total = 98 n = 3 i = - j = - */
}

static int recursive(int depth) {
  static int calls;
  int here = depth * 10; /* depth = 2 1 0 calls = 0 1 2 */
  calls++; /* here = 20 10 0 */
  if (depth > 0) here += recursive(depth - 1);
  return here; /* here = 0 10 30 depth = 0 1 2 calls = 3 3 3 */
}

static point make(int x) {
  point made = { x, -x }; /* x = 4 */
  return made; /* made = {x:4_y:-4} */
}

static int variadic(int count, ...) {
  __builtin_va_list list; /* no code here either */
  __builtin_va_start(list, count); /* count = 2 */
  int first = __builtin_va_arg(list, int);
  return first; /* first = 11 count = 2 */
}

static void leaf_with_array(int a) {
  int array[3] = { a, a + 1 }; /* a = 5 */
  array[2] = 9; /* array = {5_6_0} */
  a = array[2]; /* array = {5_6_9} a = 5 */
  global = a; /* a = 9 */
}

int main(void) {
  enum colour colour = blue;
  struct bits bits = { 5, -3, { 'c', 200 } };
  unsigned char byte = 250; /* colour = blue bits = {a:5_b:-3_:{c:99_d:200}} */
  _Bool flag = 7; /* byte = 250 */
  char text[] = "hi"; /* flag = 1 */
  const char *pointer = text; /* text = {104_105_0} */
  long long wide = -6000000000; /* pointer = pointer */
  int target; /* no code here */
  global = many(1, -2, 5000000000, -4, 5, 6, &target, (point){ 8, 9 }); /* wide = -6000000000 */
  global += scopes(3); /* target = 17 global = 7 */
  global += recursive(2); /* global = 105 */
  point made = make(4);
  global += variadic(2, 11, 12); /* made = {x:4_y:-4} global = 135 */
  leaf_with_array(5); /* global = 146 */
  byte += 10;
  return byte - 4; /* byte = 4 global = 9 file_static = {97_98_0} */
}
