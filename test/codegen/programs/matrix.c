// Matrices: arrays of arrays, structs by value, determinants in exact fractions of 64 bits.
#include "print.h"

enum { N = 4 };
typedef int matrix[N][N];
typedef struct {
  i64 top, bottom;
} fraction;
typedef struct {
  int cell[3][3];
} small;

static i64 gcd(i64 a, i64 b) {
  while (b) {
    i64 t = a % b;
    a = b;
    b = t;
  }
  return a < 0 ? -a : a;
}

static fraction reduce(i64 top, i64 bottom) {
  i64 d = gcd(top, bottom);
  if (bottom < 0) d = -d;
  return (fraction){top / d, bottom / d};
}

static fraction minus(fraction a, fraction b) {
  return reduce(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom);
}
static fraction times(fraction a, fraction b) { return reduce(a.top * b.top, a.bottom * b.bottom); }
static fraction over(fraction a, fraction b) { return reduce(a.top * b.bottom, a.bottom * b.top); }

static void multiply(matrix result, const matrix a, const matrix b) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      result[i][j] = 0;
      for (int k = 0; k < N; k++) result[i][j] += a[i][k] * b[k][j];
    }
}

static fraction determinant(const matrix a) {
  fraction m[N][N], result = {1, 1};
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) m[i][j] = (fraction){a[i][j], 1};
  for (int column = 0; column < N; column++) {
    int pivot = column;
    while (pivot < N && m[pivot][column].top == 0) pivot++;
    if (pivot == N) return (fraction){0, 1};
    if (pivot != column) {
      for (int j = 0; j < N; j++) {
        fraction t = m[pivot][j];
        m[pivot][j] = m[column][j];
        m[column][j] = t;
      }
      result.top = -result.top;
    }
    result = times(result, m[column][column]);
    for (int i = column + 1; i < N; i++) {
      fraction factor = over(m[i][column], m[column][column]);
      for (int j = column; j < N; j++) m[i][j] = minus(m[i][j], times(factor, m[column][j]));
    }
  }
  return result;
}

static small rotate(small s) {
  small r;
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++) r.cell[j][2 - i] = s.cell[i][j];
  return r;
}

static void show(const int *row, int rows, int columns) {
  while (rows-- > 0) {
    for (int j = 0; j < columns; j++) {
      if (j) putchar(' ');
      print_int(*row++);
    }
    putchar('\n');
  }
}

int main(void) {
  static const matrix a = {{2, 0, 1, 3}, {1, 1, 0, -2}, {0, 4, 5, 1}, {-3, 2, 2}};
  matrix b, power = {{[0] = 1}, {[1] = 1}, {[2] = 1}, {[3] = 1}};
  for (int n = 0; n < 5; n++) {
    multiply(b, power, a);
    for (int i = 0; i < N * N; i++) ((int *)power)[i] = ((int *)b)[i];
  }
  show(&power[0][0], N, N);
  fraction d = determinant(a);
  line("top", d.top);
  line("bottom", d.bottom);
  d = determinant(power);
  line("top of the power", d.top);
  small s = {{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}};
  show(rotate(rotate(rotate(s))).cell[0], 3, 3);
  int (*rows)[N] = b;
  line("through a row pointer", (*(rows + 2))[1] == b[2][1] && rows[3] == &b[3][0]);
  line("size", (i64)sizeof(matrix) / (i64)sizeof(int));
  return 0;
}
