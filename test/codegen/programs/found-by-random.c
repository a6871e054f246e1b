// What random programs found, made small. Each function is one old mistake.
#include "print.h"

struct narrow {
  short m : 1;
};
static struct narrow minus_one = {-1};

// The value of a signed bit-field was not narrowed to the unsigned type that is returned.
static unsigned short chosen(int x, struct narrow other) { return (x ? minus_one : other).m; }

struct halves {
  u8 first;
  u16 rest[8];
};
static const struct halves table[2] = {{4, {1, 1, 4, 1, 1, 1, 1, 2}}, {255, {0}}};

// A struct returned by a copy that calls memcpy: the function is no leaf, so it must save its return address.
static struct halves first(unsigned a, unsigned b, i8 c, i64 d) { return table[(a + b + (u32)c + (u32)d) & 0]; }

int main(void) {
  print_hex(chosen(1, minus_one)), putchar('\n');
  struct halves copy = first(1, 2, 3, 4);
  line("rest", copy.rest[2] * 10 + copy.rest[7]);
  return 0;
}
