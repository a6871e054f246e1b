/* #pragma pack: members aligned to so many bytes at most, and bit-fields one right behind the other. */
#include "test.h"

#pragma pack(push)
#pragma pack(1)
struct one { char tag; long long number; int whole; volatile short last; };
#pragma pack(pop)
#pragma pack(push, 2)
struct two { char tag; int whole; double weight; char *text; };
typedef struct { unsigned char m; unsigned a : 28, b : 25; long long c : 53; } bits_of_two;
#pragma pack(push, inner, 4)
struct four { char tag; double weight; unsigned a : 28; unsigned char b : 6; short c __attribute__((aligned(8))); };
#pragma pack(1)
union either { int whole; char bytes[5]; };
#pragma pack(pop, inner)
struct again { char tag; int whole; };
#pragma pack()
struct natural { char tag; int whole; };
#pragma pack(pop)
_Pragma("pack(1)") struct by_operator { char tag; int whole; }; _Pragma("pack(0)")
struct after { char tag; struct one inside; int whole; };
#pragma pack(8)
struct eight { char tag; short b : 10; unsigned c : 9; float real; };
#pragma pack()

static struct one one = { 'o', -0x123456789LL, 7, -2 };
static bits_of_two bits = { 1, 0xabcdef1, 0x1fedcba, -0x123456789abLL };
static struct after after = { 'a', { 'i', 5, -6, 7 }, 8 };

static unsigned sum_bytes(const void *from, int size) {
  unsigned sum = 0;
  for (const unsigned char *at = from; size-- > 0;) sum = sum * 31 + *at++;
  return sum;
}

int main(void) {
  struct one copy = one, *p = &copy;
  bits_of_two local = bits;
  struct eight e = { 'e', -3, 300, 1.5f };
  static struct four f = { 'f', 2.5, 0xfedcba9, 33, -5 };
  ASSERT(15, sizeof(struct one));
  ASSERT(1, _Alignof(struct one));
  ASSERT(18, sizeof(struct two));
  ASSERT(5, sizeof(union either));
  ASSERT(6, sizeof(struct again));
  ASSERT(8, sizeof(struct natural));
  ASSERT(5, sizeof(struct by_operator));
  ASSERT(20, sizeof(struct after));
  print_number(sizeof(bits_of_two)); putchar(10);
  print_number(sizeof(struct four)); putchar(10);
  print_number(sizeof(struct eight)); putchar(10);
  print_number(sum_bytes(&bits, sizeof bits)); putchar(10);
  print_number(sum_bytes(&one, sizeof one)); putchar(10);
  print_number(sum_bytes(&after, sizeof after)); putchar(10);
  p->number += p->whole; p->last--;
  ASSERT(1, p->number == -0x123456789LL + 7);
  ASSERT(-3, p->last);
  local.a++, local.b -= 2, local.c *= 2;
  ASSERT(0xabcdef2, local.a);
  ASSERT(0x1fedcb8, local.b);
  ASSERT(1, local.c == -0x123456789abLL * 2);
  ASSERT(1, local.m);
  ASSERT(-3, e.b);
  ASSERT(300, e.c);
  ASSERT(0xfedcba9, (int)f.a);
  ASSERT(33, f.b);
  ASSERT(-5, f.c);
  ASSERT(1, f.weight == 2.5 && e.real == 1.5f);
  after.inside.whole++;
  ASSERT(-5, after.inside.whole);
  return 0;
}
