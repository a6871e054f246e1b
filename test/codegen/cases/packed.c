/* Packed structs: members that stand where the machine has no access to whole words; and aligned ones. */
#include "test.h"

struct __attribute__((packed)) header { char tag; int length; short kind; long long stamp; char *name; double weight; unsigned short last; };
struct mixed { char tag; int loose __attribute__((packed)); short after; } mixed = { 1, 2, 3 };
struct plain { int a; short b; };
typedef struct { char c; struct plain inside; int array[3]; struct plain more[2]; } __attribute__((__packed__)) nested;
typedef union { int whole; char bytes[5]; } __attribute__((packed)) either;
struct aligned { char c; int i __attribute__((aligned(8))); _Alignas(16) char d; } whole;
struct __attribute__((packed, aligned(2))) both { char c; int i; };
_Alignas(32) char wide;

static char text[] = "text";
struct header h = { 'h', -5, -2, 0x123456789abcdefLL, text, 2.5, 65535 };
nested n = { 'n', { 7, 8 }, { 1, 2, 3 }, { { 4, 5 }, { 6, -7 } } };
either e = { 0x01020304 };

static int by_value(struct header a, nested b, struct plain c) { return a.length + b.array[2] + c.a + b.more[1].b; }
static nested made(int k) { nested r = { 'r', { k, k + 1 }, { k, k, k }, { { k, k }, { k, -k } } }; r.array[1]++; return r; }

int main(void) {
  struct header local = h, *p = &local;
  int i = 2;
  ASSERT(29, sizeof(struct header));
  ASSERT(8, sizeof(struct mixed));
  ASSERT(37, sizeof(nested));
  ASSERT(5, sizeof(either));
  ASSERT(6, sizeof(struct both));
  ASSERT(1, sizeof whole % 16 == 0 && (unsigned)&wide % 32 == 0);
  ASSERT(1, _Alignof(struct header) == 1 && _Alignof(struct aligned) == 16);
  ASSERT(-5, p->length);
  ASSERT(-2, p->kind);
  ASSERT(0x123456789abcdefLL, p->stamp);
  ASSERT('x', p->name[2]);
  ASSERT(5, (int)(p->weight * 2));
  ASSERT(65535, h.last);
  p->length += 10; p->kind--; p->stamp *= 3; p->last++; p->weight /= 2; p->name++;
  ASSERT(5 - 3 + 0, p->length + p->kind + p->last);
  ASSERT(1, p->stamp == 0x123456789abcdefLL * 3 && p->weight == 1.25 && *p->name == 'e');
  ASSERT(7, (p->length = 3) + (p->kind = 4));
  ASSERT(3 * 10 + 4, p->length++ * 10 + p->kind--);
  ASSERT(4 * 10 + 3, p->length * 10 + p->kind);
  ASSERT(6, mixed.tag + mixed.loose + mixed.after);
  ASSERT(7 + 8 + 2 + 4 - 7, n.inside.a + n.inside.b + n.array[1] + n.more[0].a + n.more[1].b);
  n.array[i] = 30; n.more[i - 1].a = 60; n.inside = (struct plain){ 70, 80 };
  ASSERT(30 + 60 + 70 + 80, n.array[2] + n.more[1].a + n.inside.a + n.inside.b);
  struct plain out = n.inside, other = n.more[1];
  n.more[0] = out;
  ASSERT(70 + 60 + 70, out.a + other.a + n.more[0].a);
  ASSERT(-5 + 30 + 60 - 7, by_value(h, n, n.more[1]));
  ASSERT(9 + 10 + 10 - 9, made(9).inside.a + made(9).inside.b + made(9).array[1] + made(9).more[1].b);
  ASSERT(4, e.bytes[0]);
  e.whole = 0x05060708;
  ASSERT(6, e.bytes[2]);
  struct both list[2] = { { 1, 2 }, { 3, 4 } };
  ASSERT(10, list[0].c + list[0].i + list[1].c + list[1].i);
  exit(failures);
}
