// Slips that gcc or clang tell of.
int printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
struct three { int a, b, c; };
struct nested { struct three first; int last; };

struct three few = {1, 2}; // warning: the initialiser ends before the member 'c', which becomes 0
struct three none = {0}, empty = {}, named = {.a = 1, .b = 2}, all = {1, 2, 3};
struct nested inner[] = {{{1, 2, 3}, 4}, {{5}, 6}}; // warning: the initialiser ends before the member 'b'
struct nested outer = {{1, 2, 3}}; // warning: the initialiser ends before the member 'last'

void signs(unsigned char *bytes, unsigned *numbers, char *text) {
  char *plain = bytes; // warning: the initialiser of 'plain' needs 'char *', and this is 'unsigned char *', which differs in its sign
  int *whole = numbers; // warning: the initialiser of 'whole' needs 'int *', and this is 'unsigned int *', which differs in its sign
  signed char *narrow = text; // warning: needs 'signed char *', and this is 'char *', which differs in its sign
  unsigned char *made = (unsigned char *)text;
  printf("%d %d %d %d", *plain, *whole, *narrow, *made);
  printf(text); // warning: whatever is in this text is the format
  printf(text, 1);
  printf(*text ? "a" : "b");
}

int ranges(char c, unsigned char byte, short s, int i, unsigned char *flag) {
  int two = 'ab'; // warning: a character constant holds one character; this one of 2 is the number 24930
  if (c == 300) return 1; // warning: this is always false: a 'char' is at least -128 and at most 127
  if (byte != -1) return 2; // warning: this is always true: a 'unsigned char' is at least 0 and at most 255
  if (40000 > s) return 3; // warning: this is always true: a 'short' is at least -32768 and at most 32767
  if (byte <= 255) return 4; // warning: this is always true
  if (byte < 255 || c == -128 || i == 300 || s >= -32767 || 0 == byte) return 5;
  __sync_bool_compare_and_swap(flag, 0, 1);
  return two;
}

void *undeclared(int n) {
  int *numbers = malloc(n * sizeof *numbers); // warning: the function 'malloc' is not declared; it is taken for that of the library, 'void *(unsigned int)'
  double root = sqrt(n); // warning: the function 'sqrt' is not declared; it is taken for that of the library, 'double (double)'
  puts("x"); // warning: the function 'puts' is not declared
  puts(root > 1 ? "y" : "z");
  int *bare = n; // warning: the initialiser of 'bare' makes a pointer out of the integer type 'int' without a cast
  return bare ? bare : numbers;
}
