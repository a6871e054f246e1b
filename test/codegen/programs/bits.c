// Bit tricks in 8 to 64 bits, rotations, CRCs, bit-fields packed and read back.
#include "print.h"

static int population(u64 x) {
  int n = 0;
  for (; x; x &= x - 1) n++;
  return n;
}

static int population32(u32 x) {
  x -= x >> 1 & 0x55555555;
  x = (x & 0x33333333) + (x >> 2 & 0x33333333);
  return (int)(((x + (x >> 4)) & 0x0f0f0f0f) * 0x01010101u >> 24);
}

static u64 reverse(u64 x) {
  u64 r = 0;
  for (int i = 0; i < 64; i++) r = r << 1 | (x >> i & 1);
  return r;
}

static int leading(u32 x) {
  int n = 32, c = 16;
  do {
    u32 y = x >> c;
    if (y) n -= c, x = y;
    c >>= 1;
  } while (c);
  return n - (int)x;
}

static u32 rotate(u32 x, int n) { return x << (n & 31) | x >> (-n & 31); }
static u64 rotate64(u64 x, int n) { return x << (n & 63) | x >> (-n & 63); }
static u8 rotate8(u8 x, int n) { return (u8)(x << (n & 7) | x >> (-n & 7)); }

static u32 crc32(const char *text) {
  u32 crc = ~0u;
  for (; *text; text++) {
    crc ^= (u8)*text;
    for (int i = 0; i < 8; i++) crc = crc >> 1 ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc;
}

static u64 fnv(const char *text) {
  u64 h = 0xcbf29ce484222325ULL;
  while (*text) h = (h ^ (u8)*text++) * 0x100000001b3ULL;
  return h;
}

struct entry {
  unsigned present : 1, writable : 1, user : 1, : 2, accessed : 1, dirty : 1;
  unsigned : 0;
  int delta : 5;
  unsigned frame : 20;
  signed char small : 3;
};

static u64 xorshift(u64 *state) {
  u64 x = *state;
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  return *state = x;
}

static u32 root(u32 x) {
  u32 r = 0;
  for (u32 bit = 1u << 30; bit; bit >>= 2)
    if (x >= r + bit) x -= r + bit, r = (r >> 1) + bit;
    else r >>= 1;
  return r;
}

int main(void) {
  line("population", population(0xf0f0f0f0f0f0f0f1ULL) * 100 + population32(0xffff0001));
  print_hex(reverse(0x0123456789abcdefULL)), putchar('\n');
  line("leading zeros", leading(0) * 10000 + leading(1) * 100 + leading(0x00ffffff));
  print_hex(rotate(0x80000001, 4)), putchar(' '), print_hex(rotate(0x12345678, -8)), putchar(' ');
  print_hex(rotate64(0x8000000000000001ULL, 36)), putchar(' '), print_hex(rotate8(0x81, 1)), putchar('\n');
  print_hex(crc32("123456789")), putchar(' '), print_hex(fnv("hello")), putchar('\n');
  struct entry e = {.present = 1, .user = 3, .delta = -3, .frame = 0xabcde};
  e.delta -= 14;
  e.frame++;
  e.small = 5;
  e.dirty = e.accessed = !e.writable;
  line("delta", e.delta);
  line("small", e.small);
  line("flags", e.present | e.writable << 1 | e.user << 2 | e.accessed << 5 | e.dirty << 6);
  print_hex(e.frame), putchar('\n');
  u64 state = 88172645463325252ULL;
  for (int i = 0; i < 3; i++) print_hex(xorshift(&state)), putchar('\n');
  line("root", root(0xffffffff) + root(144));
  i8 c = (i8)200;
  u8 b = (u8)-1;
  i16 s = (i16)40000;
  line("narrow", c + b + s);
  line("shifts", (c >> 1) + (s >> 3) + (int)((u32)c >> 28) + (b << 4));
  i64 wide = -1;
  line("wide", (wide >> 63) + (i64)((u64)wide >> 60) + (wide << 40 >> 38));
  line("mixed", (-1 < 0u) * 100 + (-1LL < 0u) * 10 + ((u8)255 == -1));
  return 0;
}
