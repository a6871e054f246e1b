// A clone of printf with flags, widths, precisions and length modifiers, on variable arguments.
#include "print.h"

typedef __builtin_va_list va_list;

struct format {
  unsigned left : 1, plus : 1, space : 1, zero : 1, alternate : 1;
  int width, precision, size;
};

struct sink {
  void (*put)(struct sink *, char);
  int count;
  char *at, *end;
};

static void to_console(struct sink *sink, char c) {
  sink->count++;
  putchar(c);
}

static void to_buffer(struct sink *sink, char c) {
  sink->count++;
  if (sink->at < sink->end) *sink->at++ = c;
}

static void fill(struct sink *sink, char c, int count) {
  while (count-- > 0) sink->put(sink, c);
}

static void field(struct sink *sink, const struct format *f, const char *sign, const char *text, int length) {
  int signs = 0, zeros = 0;
  while (sign[signs]) signs++;
  if (f->precision > length && f->size >= 0) zeros = f->precision - length;
  int blanks = f->width - signs - zeros - length;
  if (f->zero && !f->left && f->precision < 0 && blanks > 0) zeros = blanks, blanks = 0;
  if (!f->left) fill(sink, ' ', blanks);
  while (*sign) sink->put(sink, *sign++);
  fill(sink, '0', zeros);
  for (int i = 0; i < length; i++) sink->put(sink, text[i]);
  if (f->left) fill(sink, ' ', blanks);
}

static void integer(struct sink *sink, const struct format *f, u64 value, unsigned base, const char *digits, const char *sign) {
  char buffer[24], *at = buffer + sizeof buffer;
  if (!value && f->precision != 0) *--at = '0';
  for (; value; value /= base) *--at = digits[value % base];
  field(sink, f, sign, at, (int)(buffer + sizeof buffer - at));
}

static void format(struct sink *sink, const char *text, va_list list) {
  for (; *text; text++) {
    if (*text != '%') {
      sink->put(sink, *text);
      continue;
    }
    struct format f = {.precision = -1};
    for (text++;; text++) {
      if (*text == '-') f.left = 1;
      else if (*text == '+') f.plus = 1;
      else if (*text == ' ') f.space = 1;
      else if (*text == '0') f.zero = 1;
      else if (*text == '#') f.alternate = 1;
      else break;
    }
    if (*text == '*') {
      f.width = __builtin_va_arg(list, int), text++;
      if (f.width < 0) f.width = -f.width, f.left = 1;
    } else
      while (*text >= '0' && *text <= '9') f.width = f.width * 10 + (*text++ - '0');
    if (*text == '.') {
      f.precision = 0;
      if (*++text == '*') f.precision = __builtin_va_arg(list, int), text++;
      else
        while (*text >= '0' && *text <= '9') f.precision = f.precision * 10 + (*text++ - '0');
    }
    while (*text == 'l' || *text == 'h') f.size += *text++ == 'l' ? 1 : 16;
    u64 value = 0;
    if (*text == 'd' || *text == 'i' || *text == 'u' || *text == 'x' || *text == 'X' || *text == 'o') {
      int is_signed = *text == 'd' || *text == 'i';
      if (f.size == 2) value = __builtin_va_arg(list, u64);
      else if (is_signed) value = (u64)(i64)__builtin_va_arg(list, int);
      else value = __builtin_va_arg(list, unsigned);
      if (f.size == 16) value = is_signed ? (u64)(i16)value : (u16)value;
      if (f.size == 32) value = is_signed ? (u64)(i8)value : (u8)value;
    }
    switch (*text) {
    case 'd':
    case 'i': {
      i64 number = (i64)value;
      integer(sink, &f, number < 0 ? 0 - value : value, 10, "0123456789", number < 0 ? "-" : f.plus ? "+" : f.space ? " " : "");
      break;
    }
    case 'u':
      integer(sink, &f, value, 10, "0123456789", "");
      break;
    case 'x':
      integer(sink, &f, value, 16, "0123456789abcdef", f.alternate && value ? "0x" : "");
      break;
    case 'X':
      integer(sink, &f, value, 16, "0123456789ABCDEF", f.alternate && value ? "0X" : "");
      break;
    case 'o':
      integer(sink, &f, value, 8, "01234567", f.alternate ? "0" : "");
      break;
    case 'c': {
      char c = (char)__builtin_va_arg(list, int);
      f.size = -1;
      field(sink, &f, "", &c, 1);
      break;
    }
    case 's': {
      const char *s = __builtin_va_arg(list, const char *);
      int length = 0;
      if (!s) s = "(null)";
      while (s[length] && length != f.precision) length++;
      f.size = -1;
      f.precision = -1;
      f.zero = 0;
      field(sink, &f, "", s, length);
      break;
    }
    case '%':
      sink->put(sink, '%');
      break;
    default:
      sink->put(sink, '%');
      sink->put(sink, *text);
    }
  }
}

static int out(const char *text, ...) {
  struct sink sink = {to_console};
  va_list list;
  __builtin_va_start(list, text);
  format(&sink, text, list);
  __builtin_va_end(list);
  return sink.count;
}

static int into(char *buffer, unsigned size, const char *text, ...) {
  struct sink sink = {.put = to_buffer, .at = buffer, .end = buffer + size - 1};
  va_list list, again;
  __builtin_va_start(list, text);
  __builtin_va_copy(again, list);
  format(&sink, text, list);
  __builtin_va_end(list);
  *sink.at = 0;
  sink.at = sink.end = buffer;
  sink.count = 0;
  format(&sink, text, again);
  __builtin_va_end(again);
  return sink.count;
}

int main(void) {
  char buffer[12];
  int n = out("%d %i %u %x %X %o %c %s %%|\n", -5, 42, 4000000000u, 0xbeef, 0xBEEF, 8, 'c', "text");
  out("%5d|%-5d|%05d|%+d|% d|%.3d|%8.3d|%-8.3d|\n", 42, 42, 42, 42, 42, 7, -7, 7);
  out("%#x %#o %#X %llx %lld %llu\n", 255, 8, 255, 0x123456789abcdefULL, -9223372036854775807LL - 1, ~0ULL);
  out("%hd %hhd %hu %hhu\n", 70000, 300, 70000, 300);
  out("%10s|%-10s|%.2s|%*s|%-*s|%.*s|\n", "right", "left", "cut", 6, "star", 6, "left", 3, "precise");
  out("%s %c%c %5c|%-3c|\n", (char *)0, 65, 'b', 'x', 'y');
  out("[%d %lld %d %lld %c %s]\n", 1, 2LL, 3, 4LL, '5', "6");
  out("[%lld %d %lld %d %d %lld]\n", -1LL, -2, -3LL, -4, -5, -6LL);
  out("%.0d|%5.0d|%q\n", 0, 0);
  int whole = into(buffer, sizeof buffer, "%s-%d-%s", "truncated", 12345, "end");
  out("%s %d %d\n", buffer, whole, n);
  return 0;
}
