/* Compound literals as what objects start as. */
#include "test.h"

typedef struct { int a; char b[3]; } inner;
typedef struct {} empty;
struct outer { inner first; empty none; int last; inner more[2]; };

struct outer whole = (struct outer){ { 1, "ab" }, {}, 2, { [1] = { .a = 7 } } };
static inner array[] = { (inner){ 3 }, { 4, { 5 } }, (inner){ 6, "x" } };
int numbers[] = (int[]){ 10, 20, 30 };
int sized[4] = (int[4]){ 1, 2 };
int scalar = (int){ 9 };
int *pointer = (int[]){ 4, 5 };
static const inner *at = &(inner){ 8, "yz" };

int total(void) {
  static struct outer local = { (inner){ 1 }, (empty){}, 5 };
  static inner again = (inner){ 2, "q" };
  int automatic[] = { again.a, ((struct outer)local).last };
  local.last++;
  return local.first.a + local.last * 10 + again.a * 100 + automatic[1] * 1000 + (int)sizeof automatic;
}

int main(void) {
  ASSERT(1 + 2 + 7, whole.first.a + whole.last + whole.more[1].a + whole.more[0].a);
  ASSERT('b', whole.first.b[1]);
  ASSERT(3 + 4 + 6 + 5, array[0].a + array[1].a + array[2].a + array[1].b[0]);
  ASSERT(3, sizeof array / sizeof *array);
  ASSERT(60 + 3, numbers[0] + numbers[1] + numbers[2] + sizeof numbers / sizeof *numbers);
  ASSERT(3, sized[0] + sized[1] + sized[2] + sized[3]);
  ASSERT(9 + 5 + 8 + 'z', scalar + pointer[1] + at->a + at->b[1]);
  ASSERT(5269, total());
  ASSERT(6279, total());
  exit(failures);
}
