/* What older programs have: members named with a colon, types left out, library functions that nobody declares. */
#include "test.h"

struct point { int x, y; struct { int z, w; }; };
union number { double d; int i[2]; };

struct point one = { y: 2, x: 1, w: 4 }, list[] = { [1] { x: 5 }, { y: 7, 8 }, [0] = { 9 } };
union number number = { i: { 3, 4 } };
int sparse[8] = { [2] 5, 6, [5 ... 6] 7, };
const *pointer = &sparse[2];
static *other = sparse, *third;
_Alignas(double) char aligned;
enum level { low = 1, middle, high = 9 };

static int named(enum level level) {
  switch (level) {
  case low ... middle: return 1;
  case high: return 2;
  }
  return 0;
}

int main(void) {
  struct point local = { z: one.y * 10, y: 3, };
  char text[20], *copy;
  int c = 5;

  ASSERT(1, one.x);
  ASSERT(2, one.y);
  ASSERT(0, one.z);
  ASSERT(4, one.w);
  ASSERT(9, list[0].x);
  ASSERT(5, list[1].x);
  ASSERT(7, list[2].y);
  ASSERT(8, list[2].z);
  ASSERT(3, number.i[0]);
  ASSERT(4, number.i[1]);
  ASSERT(20, local.z + local.x);
  ASSERT(3, local.y);
  ASSERT(5, sparse[2]);
  ASSERT(6, sparse[3]);
  ASSERT(14, sparse[5] + sparse[6]);
  ASSERT(5, *pointer);
  ASSERT(0, *other + (third != 0));
  ASSERT(1, _Alignof(aligned) >= 4);
  ASSERT(4, named(low) + named(middle) + named(high) + named(5));
  __builtin_memcpy(text, "hello", 6);
  ASSERT(5, __builtin_strlen(text));
  ASSERT(0, __builtin_strcmp(text, "hello"));
  __builtin_memset(text, 'x', 3);
  ASSERT(1, text[2] == 'x' && text[3] == 'l');
  copy = strchr(text, 'l');
  ASSERT(3, copy - text);
  ASSERT(1, _Generic(strchr(text, 'l'), char *: 1, default: 0));
  ASSERT(1, _Generic(malloc(1), void *: 1, default: 0));
  ASSERT(8, sizeof(sqrt(2)));
  __builtin_prefetch(text + c++, 0, 1);
  ASSERT(6, c);
  copy = alloca(10);
  copy[9] = 7;
  ASSERT(7, copy[9]);
  ASSERT(2, _Generic(0 ? (int volatile *)0 : (void const *)0, void *: 1, void const volatile *: 2));
  return 0;
}
