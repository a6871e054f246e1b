// Slips of the keyboard, each told once and where it is.
struct point { int x, y; } // error: expected ; after the definition of the type
struct line { struct point from, to; };

enum color { RED, GREEN } // error: expected ; after the definition of the type
static int count;

int stray(int a) {
  if (a == 3);
  { a = 2; }
  else a = 4; // error: there is no if before this else
  return a;
}

int misspelt(int a) {
  fro (int i = 0; i < 3; i++) { a++; } // error: 'fro' is not declared
  whlie (a > 3) a--; // error: 'whlie' is not declared
  if (a) a = 1;
  esle a = 2; // error: 'esle' is not declared // error: there is no if before this else
  itn b = 3; // error: unknown type name 'itn'
  retrun a; // error: 'retrun' is not declared
}

int library(void) {
  FILE *f = fopen("x", "r"); // error: unknown type name 'FILE' // warning: the function 'fopen' is not declared
  size_t n = 3; // error: unknown type name 'size_t'
  return n == INT_MAX; // error: 'INT_MAX' is not declared
}

int open(int a) {
  if (a) {
    a = 3;
  return a;
}

int next(int a) { // error: 'next' starts here, and 'open' before it has not ended
  return a;
}
