// The functions of <string.h> and <stdlib.h>, written out, on awkward arguments.
#include "print.h"

static unsigned length(const char *s) {
  const char *end = s;
  while (*end) end++;
  return (unsigned)(end - s);
}

static int compare(const char *a, const char *b) {
  for (; *a == *b; a++, b++)
    if (!*a) return 0;
  return (unsigned char)*a - (unsigned char)*b;
}

static char *copy(char *to, const char *from) {
  char *start = to;
  while ((*to++ = *from++))
    ;
  return start;
}

static void *move(void *to, const void *from, unsigned count) {
  u8 *d = to;
  const u8 *s = from;
  if (d < s)
    while (count--) *d++ = *s++;
  else
    while (count--) d[count] = s[count];
  return to;
}

static char *search(const char *text, const char *word) {
  do {
    const char *a = text, *b = word;
    while (*b && *a == *b) ++a, ++b;
    if (!*b) return (char *)text;
  } while (*text++);
  return 0;
}

static char *token(char *text, const char *separators, char **state) {
  if (!text) text = *state;
  for (; *text; text++) {
    const char *s = separators;
    while (*s && *s != *text) s++;
    if (!*s) break;
  }
  if (!*text) return 0;
  char *start = text;
  for (; *text; text++)
    for (const char *s = separators; *s; s++)
      if (*s == *text) {
        *text++ = '\0';
        goto done;
      }
done:
  *state = text;
  return start;
}

static long long number(const char *text, char **end, int base) {
  int negative = 0;
  unsigned long long value = 0;
  while (*text == ' ' || (*text >= '\t' && *text <= '\r')) text++;
  if (*text == '-' || *text == '+') negative = *text++ == '-';
  if ((base == 0 || base == 16) && text[0] == '0' && (text[1] | 32) == 'x') text += 2, base = 16;
  else if (base == 0) base = *text == '0' ? 8 : 10;
  for (;; text++) {
    int digit = *text >= '0' && *text <= '9'   ? *text - '0'
                : *text >= 'a' && *text <= 'z' ? *text - 'a' + 10
                : *text >= 'A' && *text <= 'Z' ? *text - 'A' + 10
                                               : 99;
    if (digit >= base) break;
    value = value * (unsigned)base + (unsigned)digit;
  }
  if (end) *end = (char *)text;
  return negative ? -(long long)value : (long long)value;
}

static int sign(int x) { return (x > 0) - (x < 0); }

int main(void) {
  char buffer[64] = "overlap", *state, *end;
  line("length", length("") * 100 + length("four") + length("a\0b"));
  line("compare", sign(compare("abc", "abd")) * 100 + sign(compare("b", "abc")) * 10 + sign(compare("", "")));
  line("high bytes", sign(compare("\xff", "\x01")));
  print(copy(buffer + 40, "copied")), putchar('\n');
  move(buffer + 2, buffer, 8);
  print(buffer), putchar('\n');
  move(buffer, buffer + 2, 8);
  print(buffer), putchar('\n');
  print(search("find the needle here", "needle")), putchar('\n');
  line("none", search("abc", "abcd") == 0);
  line("empty", *search("abc", ""));
  copy(buffer, "  one, two,,three ;four");
  for (char *word = token(buffer, " ,;", &state); word; word = token(0, " ,;", &state)) print("<"), print(word), print(">");
  putchar('\n');
  line("decimal", number("  -123abc", &end, 10));
  print(end), putchar('\n');
  line("hexadecimal", number("0xFFFFffff1", 0, 0));
  line("octal", number("-0777", 0, 0));
  line("base 36", number("zz", 0, 36));
  line("large", number("-9223372036854775808", 0, 10));
  print("adjacent "
        "literals"
        "\x41"
        "BC\101\n");
  line("in the literal", "hello"[1] + 3 ["abcdef"]);
  char array[] = "sized", exact[3] = "abc";
  line("sizes", (int)sizeof array * 10 + (int)sizeof exact);
  return 0;
}
