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

struct __attribute__((packed)) bits { unsigned char v:4, h:4; unsigned short l; unsigned x:12, y:25; int s:31; long long q:40; signed char c:5; _Bool b:1; int :0; int last:3; };
struct single { char c; int lone:20 __attribute__((packed)); int plain:9; };
struct around { int i; struct { unsigned a:6; unsigned b:31; } __attribute__((packed)) in[3]; char end; };
static struct bits bits = { 4, 5, 0x1234, 0xabc, 0x1fedcba, -5, -0x123456789LL, -7, 1, 2 };

struct __attribute__((packed)) last { unsigned a : 9; int b : 28; unsigned c : 15; int beyond : 30; } last = { 10, -6087, 88, -25605 };
struct last lasts[2] = { { .beyond = -4 }, { 1, 2, 3, 0x1fffffff } };

static unsigned sum_bytes(const void *from, int size) {
  unsigned sum = 0;
  for (const unsigned char *at = from; size-- > 0;) sum = sum * 31 + *at++;
  return sum;
}

static void packed_bits(void) {
  struct bits local = bits, *p = &local;
  struct single one = { 1, -70000, 200 };
  struct around all = { 9, { { 1, 2 }, { 63, 0x7fffffff }, { 5, 6 } }, 'e' };
  volatile int k = 1;
  ASSERT(1, sizeof(struct bits) == sizeof bits);
  check(sizeof bits * 1000 + sizeof one * 100 + sizeof all, sizeof local * 1000 + sizeof one * 100 + sizeof all, "sizes");
  check(sum_bytes(&bits, sizeof bits), sum_bytes(&local, sizeof local), "bytes");
  print_number(sum_bytes(&bits, sizeof bits)); putchar(10);
  print_number(sizeof bits * 1000 + sizeof one * 100 + sizeof all); putchar(10);
  ASSERT(4 * 16 + 5, bits.v * 16 + bits.h);
  ASSERT(0xabc, p->x);
  ASSERT(0x1fedcba, p->y);
  ASSERT(-5, p->s);
  ASSERT(-0x123456789LL, p->q);
  ASSERT(-7 + 1 + 2, p->c + p->b + p->last);
  p->y += 0x1000000; p->s = p->s * 3 - k; p->q ^= 0x5555555555LL; p->c--; p->x++; p->last = p->last + 2 * k;
  ASSERT(0x0fedcba, p->y);
  ASSERT(-16, p->s);
  ASSERT(-0x123456789LL ^ 0x5555555555LL, p->q);
  ASSERT(-8 + 0xabd - 4, p->c + p->x + p->last);
  ASSERT(7, (p->y = 0x2000007 * k));
  ASSERT(-1, (p->q = -1) + p->b - 1);
  ASSERT(5, p->s++ + 21);
  ASSERT(-70000 + 200, one.lone + one.plain);
  one.lone = one.lone / 7; one.plain -= 300;
  ASSERT(-10000 - 100, one.lone + one.plain);
  ASSERT(63, all.in[k].a);
  ASSERT(0x7fffffff, all.in[k].b);
  all.in[k].b = 5; all.in[k + 1].a = all.in[0].b + 60;
  ASSERT(1 + 2 + 63 + 5 + 62 + 6 + 'e', all.in[0].a + all.in[0].b + all.in[1].a + all.in[1].b + all.in[2].a + all.in[2].b + all.end);
  print_number(sum_bytes(p, sizeof *p)); putchar(10);
}

int main(void) {
  packed_bits();
  ASSERT(-25605, last.beyond);
  ASSERT(-4 + 0x1fffffff + 3, lasts[0].beyond + lasts[1].beyond + lasts[1].c);
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
