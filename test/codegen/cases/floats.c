/* Floating-point numbers: constants, conversions, arguments, results, members, conditions and assignments. */
#include "test.h"
#include <stdarg.h>

typedef union { double value; unsigned long long bits; } real;
typedef union { float value; unsigned bits; } single;

static void print_bits(unsigned long long bits, int digits) {
  while (digits-- > 0) putchar("0123456789abcdef"[bits >> digits * 4 & 15]);
  putchar('\n');
}
static void d(double value) { real r = { value }; print_bits(r.bits, 16); }
static void f(float value) { single s = { value }; print_bits(s.bits, 8); }

double global = 1.5, table[] = { 1, 2.5, -3e-310, .5, 1e3 };
float narrow = 0.1f;
static double folded = -(1.0 / 3) + (float)0.1 * 2, invalid = 0.0 / 0.0;
static const long double lengthy = 1.25L;
int whole = (int)2.75 + (1.5 < 2), truth = !0.5 + (0.1 && 2) + (1.0 ? 4 : 8);
char sized[(int)3.9];
struct point { double x; float y; char tag; double z; } corners[2] = { { 1, 2, 'c', 3.5 }, { .y = 0.25 } };

double average(int count, const double *values) {
  double sum = 0;
  for (int i = 0; i < count; i++) sum += values[i];
  return sum / count;
}
float mix(int a, float b, char c, double e, float g, double h) { return a * b + c / e - g * h; }
struct point made(double a) { struct point p = { a, a * 2, 'm', -a }; return p; }
double total(int count, ...) {
  va_list list;
  double sum = 0;
  va_start(list, count);
  while (count--) sum += va_arg(list, int) * va_arg(list, double);
  va_end(list);
  return sum;
}
double (*pointer)(int, const double *) = average;
double choose(int n) { return n ? 1 : 2.5f; }
int main(void) {
  d(0.1); d(1e308); d(4.9406564584124654e-324); d(2.2250738585072011e-308); d(1e-400); d(1e400); d(123456789012345678);
  d(0x1.8p3); d(0x.1p-1070); d(0x1.fffffffffffff8p1023); d(.5e1); d(9007199254740993.0); d(1.L);
  f(0.1f); f(16777217.0f); f(1.00000005960464477539f); f(1.00000005960464477540f); f(3.4028236e38f); f(1e-45f); f(7e-46f);
  f(1.17549431e-38f); f(0x1.000001p0f); f(0x1.0000010000001p0f); f(16777217); f(0x8000008000000001LL);
  d(global + 1); d(0.1 + global); d(folded); d(invalid); d(lengthy); d(average(5, table)); d(pointer(3, table));
  f(narrow * 3); f(mix(2, 1.5f, 'a', 3, 0.3f, 0.7)); d(total(3, 1, 0.5, 2, narrow, 3, 1e10));
  struct point p = made(3.25), q;
  d(p.x); f(p.y); d(p.z); d(corners[0].z); f(corners[1].y);
  q = p;
  q.x += q.y; q.y *= 2; q.x++; --q.y; d(q.x); f(q.y); d(q.z++); d(q.z--); f(q.y++); f(-q.y); d(-q.z);
  int i = 7;
  i *= 1.5; d(i); i += narrow; d(i); i -= 0.5; d(i); i /= 0.3; d(i);
  unsigned char c = 200.7; d(c); c += 10.9; d(c); c++; d(c);
  unsigned u = 3e9; d(u); u += 0.5; d(u);
  long long l = -1e15; d(l); l *= 1.5f; d(l);
  unsigned long long big = 1.5e19; d(big); big = 0xffffffffffffffffULL; d(big); f(big); f(big >> 1);
  short s = -7.9; d(s);
  _Bool b = 0.25; d(b); b = 0.0; d(b); b = -0.0; d(b);
  enum { A = 3 } e = 3.7; d(e);
  struct { int field : 5; unsigned more : 7; } bits = { -3.9, 100.5 };
  d(bits.field); d(bits.more); bits.field += 5.5; d(bits.field); d(bits.more *= 0.5);
  double z = 0, n = global;
  d(n < 2); d(n > 2 ? 1 : 2.5f); d(!n); d(!z); if (n) d(1); if (n != n || !(n == 1.5)) d(2); if (z) d(3);
  d(-z); d(1 / z); d(-1 / z); d(z && n); d(n || z); d(z ? 1 : n); d(choose(0)); d(choose(1));
  while (z < 3) z += 1;
  d(z); d(z <= 3); d(z >= 4); d(!(z < 3)); do z /= 2; while (z > 0.1); d(z);
  double nan = (n - n) / (n - n);
  d(nan < 1); d(nan >= 1); d(nan != nan); d(nan == nan); d(!(nan < 1)); d(nan > nan); d(nan ? 1 : 2); d(!(nan <= 1) && !(nan > 1));
  if (nan < 1 || nan >= 1) d(4); else d(5);
  float single_nan = nan; d(single_nan != single_nan);
  d(sizeof 1.0 + sizeof 1.0f * 10 + sizeof(n + 1.0f) * 100 + sizeof(narrow * narrow) * 1000); d(sizeof sized); d(whole); d(truth);
  double matrix[2][2] = { { 1, 2 }, { 3, 4 } }, *at = &matrix[1][0];
  d(at[1] * *at + at[-1]); d(*at++ + *--at); d((double)(float)0.1); d((float)(n * 0.1) == n * 0.1);
  double array[3] = { [1] = n * 2 }; d(array[0] + array[1]);
  d((n > 1) + (n < 1) * 10 + (n >= 1.5) * 100); d(n * (z > 5 ? 2 : 3) + average(2, table) * mix(1, 2, 3, 4, 5, 6));
  volatile double v = 1; v += v; v; d(v); d((v, n)); d(({ double w = v; w * w; })); d((double)'a'); d(1 ? 2 : 3.5);
  exit(0);
}
