/* Arrays of variable length, pointers to them, and memory from the stack. */
#include "test.h"

static int evaluated;
static int size(int n) { evaluated++; return n; }

static int line(int n) {
  int a[n];
  for (int i = 0; i < n; i++) a[i] = i * i;
  return a[n - 1] * 100 + (int)(sizeof a / sizeof *a);
}

static int matrix(int rows, int columns, int m[rows][columns]) {
  int sum = 0;
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < columns; j++) sum += m[i][j] * (i + 1);
  return sum * 100 + (int)sizeof m[0];
}

static long walk(int n) {
  int grid[n][n + 1], (*row)[n + 1] = grid, *cell = &grid[0][0];
  for (int i = 0; i < n * (n + 1); i++) cell[i] = i;
  row++;
  int first = **row;
  row += 2;
  int third = (*row)[1];
  int back = *row-- - grid[0];
  int (*other)[n + 1] = &grid[n - 1];
  return first + third * 100 + back * 10000 + (other - row) * 1000000 + (sizeof grid == sizeof(int[n][n + 1])) * 100000000L;
}

/* Without the stack given back this would need a hundred megabytes. */
static int loops(int turns) {
  int sum = 0;
  for (int i = 0; i < turns; i++) {
    char big[50000 + i];
    big[0] = i;
    big[49999 + i] = 1;
    if (i % 3 == 0) continue;
    if (i == turns - 2) break;
    while (sum % 7 == 3) {
      short inner[i + 1];
      inner[i] = 1;
      sum += inner[i];
    }
    sum += big[49999 + i];
  }
  return sum;
}

static int jumps(int n) {
  switch (n) {
    int a[3];
  case 1: {
    int b[n + 1];
    b[1] = 5;
    a[0] = b[1];
    break;
  }
  default: a[0] = 7;
  }
  int c[n];
  c[n - 1] = 3;
  return c[n - 1] * 10 + ({ int d[n]; d[0] = 2; d[0] + 1; });
}

static int taken(int n) {
  char *all[4];
  for (int i = 0; i < 4; i++) {
    all[i] = __builtin_alloca(n + i);
    for (int j = 0; j < n + i; j++) all[i][j] = i * 10 + j;
  }
  int sum = 0;
  for (int i = 0; i < 4; i++) sum += all[i][n + i - 1];
  return sum;
}

static int many(int a, int b, int c, int d, int e, int f, int g, int h) { return a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6 + g * 7 + h * 8; }
static int calls(int n) {
  int a[n], b[n * 2];
  a[0] = 1; b[n * 2 - 1] = 2;
  return many(a[0], b[n * 2 - 1], 3, 4, 5, 6, *(int[]){ 7 }, a[0] + 7) + many(1, 2, 3, 4, 5, 6, 7, ({ int c[n]; c[0] = 8; c[0]; }));
}
typedef struct { int x, y; } point;
static int points(int n) {
  point p[n];
  double d[size(n)];
  for (int i = 0; i < n; i++) p[i] = (point){ i, i * 2 }, d[i] = i / 2.0;
  return p[n - 1].x + p[n - 1].y + (int)(d[n - 1] * 4) + (int)sizeof(point[n]) + (int)sizeof d;
}
static int recursive(int n) { int a[n + 1]; a[n] = n; return n ? a[n] + recursive(n - 1) + a[n] : 0; }
static int sum_of(int n, int a[static n], int b[const]) { int s = 0; while (n--) s += a[n] * b[0]; return s; }

/* An array ends when a jump goes back to before its declaration, whatever lives on around it. */
static int back(int turns) {
  int first = 0;
  if (0) {
  start:;
  }
  int around[turns + 2000], sum = 0, i = 0;
  around[turns - 1] = 7;
  if (first++ < 2000) goto start;
again:
  ;
  int big[20000 + i];
  big[20000 + i - 1] = i;
  sum += big[20000 + i - 1];
  if (++i < turns) goto again;
  if (sum > 1000000) goto out;
retry:
  {
    int other[9000 + i];
    other[8999 + i] = 1;
    sum += other[8999 + i];
    if (i++ < 2 * turns) { sum -= 1; goto retry; }
  }
out:
  return sum * 10 + around[turns - 1];
}

int main(void) {
  ASSERT(4950 * 10 + 10 + 7, back(100));
  int m[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } }, n = 4;
  ASSERT(904, line(4));
  ASSERT(1, line(1));
  ASSERT(3612, matrix(2, 3, m));
  ASSERT(101151605, walk(4));
  ASSERT(1, loops(2000) > 1000);
  ASSERT(33, jumps(1));
  ASSERT(33, jumps(2));
  ASSERT(86, taken(6));
  ASSERT(408, calls(3));
  ASSERT(79, points(4));
  ASSERT(1, evaluated);
  ASSERT(110, recursive(10));
  ASSERT(12, sum_of(3, m[0], (int[]){ 2 }));
  int array[n];
  n = 9;
  ASSERT(16, sizeof array);
  ASSERT(36, sizeof(int[n]));
  ASSERT(2, sizeof(int[size(3)]) / 12 + evaluated - 1);
  int (*p)[n] = (int (*)[n])m;
  ASSERT(36, (char *)(p + 1) - (char *)p);
  typedef int vector[n];
  n = 1;
  vector v;
  ASSERT(36, sizeof v);
  __typeof__(v) w;
  ASSERT(36, sizeof w + 0 * sizeof(w[0] = 1));
  exit(failures);
}
