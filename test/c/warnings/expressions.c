// Operators and operands that do not do what they seem to.
typedef unsigned size;
int f(void);
int numbers[4];

int precedence(int a, int b, int c) {
  if (a & 4 == 4) return 1; // warning: == within & comes first
  if ((a & 4) == 4) return 1;
  if (a && b || c) return 2; // warning: && within || comes first
  if (1 < a < 5) return 3; // warning: this compares the result of <, which is 0 or 1, with <
  if ((1 < a) < 5) return 3;
  if (!a == b) return 4; // warning: ! applies to what stands on the left of == alone
  if (a == b < c) return 4; // warning: < within == comes first
  a = b << c + 1; // warning: + within << comes first
  a = b + c * 2 | c; // warning: + within | comes first
  return a << b & c;
}

int signs(int a, unsigned b, unsigned char c, const char *s) {
  if (a < b) return 1; // warning: < compares 'int' with 'unsigned int'
  if (a == b) return 1; // warning: == compares 'int' with 'unsigned int'
  if (b > 3 || b == -1 || a < c || (a & 15) < b) return 2;
  if (b >= 0) return 3; // warning: this is always true: an 'unsigned int' is never negative
  if (0 > b) return 3; // warning: this is always false
  if (s == "abc") return 4; // warning: == compares the address of a string
  return s == 0;
}

int addresses(void) {
  if (f) return 1; // warning: the address of 'f' is never NULL, so this is always true
  if (!f) return 2; // warning: the address of 'f' is never NULL, so this is always false
  if (numbers != 0 && f()) return 3; // warning: the address of 'numbers' is never NULL
  return f == 0; // warning: so this is always false
}

struct flexible { int n; int items[1]; };

int bounds(struct flexible *s) {
  int local[3] = {0}, grid[2][3] = {{0}};
  int *end = &local[3];
  local[3] = 1; // warning: the index 3 is outside of the array 'int [3]'
  numbers[-1] = 2; // warning: the index -1 is outside of the array 'int [4]'
  grid[1][3] = 3; // warning: the index 3 is outside of the array 'int [3]'
  grid[1][2] = 4;
  return *end + s->items[2] + (int)sizeof local[7];
}

int sizes(int a[10], int *p) {
  return sizeof a / sizeof *p; // warning: sizeof is that of a pointer here: the parameter 'a' is a 'int *'
}

int *gone(int a) {
  int local = a, many[3] = {0};
  static int kept;
  if (a == 1) return &local; // warning: this is the address of 'local'
  if (a == 2) return many; // warning: this is the address of 'many'
  if (a == 3) return &many[1]; // warning: this is the address of 'many'
  if (a == 4) return &a; // warning: this is the address of 'a'
  return &kept;
}

enum color { RED, GREEN, BLUE };

int names(enum color c) {
  switch (c) { // warning: this switch has no case for 'BLUE'
    case RED: return 1;
    case GREEN: return 2;
  }
  switch (c) {
    case RED: return 1;
    default: return 2;
  }
}

void main(char *a) { // warning: main returns 'int', not 'void' // warning: main takes 'void', or 'int' and 'char **'
  (void)a;
}
