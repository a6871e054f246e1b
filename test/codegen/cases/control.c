/* Statements: loops, switches of every make, goto, labels, nested scopes. */
#include "test.h"

static int chain(int x) {
  switch (x) {
    case 1: return 10;
    case 2:
    case 3: return 20;
    case -7: return 30;
    default: return 40;
  }
}

static int table(int x) {
  int r = 0;
  switch (x) {
    case 10: r += 1;
    case 11: r += 2; break;
    case 12: r += 4; break;
    case 13: r += 8;
    case 15: r += 16; break;
    case 16: r += 32;
    default: r += 64;
  }
  return r;
}

static int sparse(unsigned x) {
  switch (x) {
    case 1: return 1;
    case 10: return 2;
    case 100: return 3;
    case 1000: return 4;
    case 10000: return 5;
    case 100000: return 6;
    case 1000000: return 7;
    case 4000000000u: return 8;
    case 0xffffffffu: return 9;
    case 50: return 10;
    case 51: return 11;
    case 52: return 12;
    case 53: return 13;
    case 54: return 14;
  }
  return 0;
}

static int range(int x) {
  switch (x) {
    case 'a' ... 'f': return 1;
    case '0' ... '9': return 2;
    case -5 ... -1: return 3;
  }
  return 0;
}

static int wide_switch(long long x) {
  switch (x) {
    case 1: return 1;
    case 0x100000001LL: return 2;
    case -1: return 3;
    case 5000000000LL ... 6000000000LL: return 4;
    default: return 5;
  }
}

static int characters(char c) {
  switch (c) {
    case 'x': return 1;
    case -1: return 2;
    case 'y': { int z = c; return z; }
  }
  return 0;
}

static void copy(char *to, const char *from, int count) {
  int n = (count + 7) / 8;
  switch (count % 8) {
    case 0: do { *to++ = *from++;
    case 7: *to++ = *from++;
    case 6: *to++ = *from++;
    case 5: *to++ = *from++;
    case 4: *to++ = *from++;
    case 3: *to++ = *from++;
    case 2: *to++ = *from++;
    case 1: *to++ = *from++;
            } while (--n > 0);
  }
}

static int jumps(int n) {
  int i = 0, sum = 0;
again:
  if (i >= n) goto done;
  sum += i++;
  if (sum > 100) goto far;
  goto again;
far:
  sum = -sum;
done:
  return sum;
}

static int into(int skip) {
  int r = 0;
  if (skip) goto inside;
  for (r = 0; r < 10; r++) {
  inside:
    r += 2;
  }
  return r;
}

static int scopes(int x) {
  int y = x;
  {
    int x = y + 1;
    {
      int y = x + 1;
      x += y;
    }
    y += x;
  }
  for (int x = 0; x < 3; x++) {
    int y = x;
    for (int x = 0; x < 2; x++) y += x;
    x += y > 100;
  }
  return x * 1000 + y;
}

static int endless(void) {
  int i = 0;
  for (;;) {
    if (++i == 5) continue;
    if (i > 9) break;
  }
  while (1) {
    if (i++ > 20) return i;
  }
}

static int early(int a) {
  if (a < 0) return -1;
  else if (a == 0) return 0;
  else if (a < 10) {
    return 1;
  } else {
    return 2;
  }
}

static void nothing(int x) {
  if (x) return;
  ;
}

int main(void) {
  volatile int set = 3, once = 0;
  do once++; while (once < 3 && 0);
  ASSERT(1, once);
  if (set && 2) once = 7;
  ASSERT(7, once);
  int i, n = 0;
  for (i = -8; i < 6; i++) ASSERT(i == 1 ? 10 : i == 2 || i == 3 ? 20 : i == -7 ? 30 : 40, chain(i));
  for (i = 8; i < 20; i++) { print_number(table(i)); putchar(' '); }
  static const unsigned keys[] = { 0, 1, 2, 10, 100, 1000, 10000, 100000, 1000000, 4000000000u, 0xffffffffu, 50, 51, 52, 53, 54, 55, 0x80000000u };
  for (i = 0; i < sizeof keys / sizeof keys[0]; i++) { print_number(sparse(keys[i])); putchar(' '); }
  for (i = -7; i < 130; i++) { print_number(range(i)); }
  putchar('\n');
  ASSERT(1, wide_switch(1));
  ASSERT(2, wide_switch(0x100000001LL));
  ASSERT(3, wide_switch(-1));
  ASSERT(4, wide_switch(5000000000LL));
  ASSERT(4, wide_switch(6000000000LL));
  ASSERT(5, wide_switch(6000000001LL));
  ASSERT(5, wide_switch(4999999999LL));
  ASSERT(1, characters('x'));
  ASSERT(2, characters(-1));
  ASSERT('y', characters('y'));
  char buffer[32];
  for (i = 1; i < 20; i++) {
    buffer[i] = 0;
    copy(buffer, "abcdefghijklmnopqrstuvwxyz", i);
    print(buffer);
    putchar('\n');
  }
  ASSERT(10, jumps(5));
  ASSERT(-105, jumps(50));
  ASSERT(12, into(0));
  ASSERT(12, into(1));
  ASSERT(5018, scopes(5) + scopes(0) * 0);
  ASSERT(22, endless());
  ASSERT(-1 + 0 + 1 + 2, early(-4) + early(0) + early(4) + early(40));
  do n++; while (n < 10);
  ASSERT(10, n);
  do { if (n == 15) break; n++; continue; } while (n);
  ASSERT(15, n);
  for (i = 0, n = 0; i < 10; i += 3, n++);
  ASSERT(4, n);
  nothing(1);
  nothing(0);
  int total = 0;
  for (int a = 0; a < 5; a++)
    for (int b = 0; b < 5; b++) {
      if (b == 3) break;
      if (a == b) continue;
      total += a * 10 + b;
    }
  ASSERT(total, total);
  print_number(total);
  return failures;
}
