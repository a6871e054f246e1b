// What the programs here need of a library: putchar comes from outside, the rest is made of it.
#pragma once
#include "types.h"

int putchar(int c);

static void print(const char *text) {
  while (*text) putchar(*text++);
}

static void print_number(u64 value, unsigned base, int width, char pad) {
  char digits[65];
  int length = 0;
  do {
    digits[length++] = "0123456789abcdef"[value % base];
    value /= base;
  } while (value);
  while (width-- > length) putchar(pad);
  while (length > 0) putchar(digits[--length]);
}

static void print_int(i64 value) {
  if (value < 0) putchar('-');
  print_number(value < 0 ? -(u64)value : (u64)value, 10, 0, ' ');
}

static void print_hex(u64 value) { print_number(value, 16, 0, '0'); }

static void line(const char *label, i64 value) {
  print(label);
  print(": ");
  print_int(value);
  putchar('\n');
}
