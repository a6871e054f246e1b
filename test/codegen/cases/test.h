/* What the cases print with: nothing but putchar, so that they run on the bare machine and with gcc alike. */
int putchar(int c);
void exit(int status);

static void print(const char *text) {
  while (*text) putchar(*text++);
}

static void print_unsigned(unsigned long long value) {
  char digits[24];
  int count = 0;
  do digits[count++] = "0123456789"[value % 10];
  while ((value /= 10) != 0);
  while (count > 0) putchar(digits[--count]);
}

static void print_number(long long value) {
  if (value < 0) putchar('-');
  print_unsigned(value < 0 ? -(unsigned long long)value : (unsigned long long)value);
}

static int failures;

static void check(long long expected, long long actual, const char *code) {
  print(code);
  print(" => ");
  print_number(actual);
  if (actual != expected) {
    failures++;
    print("   but ");
    print_number(expected);
    print(" is expected");
  }
  putchar('\n');
}

#define ASSERT(expected, expression) check(expected, expression, #expression)
