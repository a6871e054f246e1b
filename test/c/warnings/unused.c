// Names that nothing uses.
static int never(int a) { return a; } // warning: the static function 'never' is not used
static inline int maybe(int a) { return a; }
__attribute__((unused)) static void said(void) {}
static int table[3]; // warning: the variable 'table' is not used
static const char version[] = "1";
int shared;

int parameters(int used, int unused, int said __attribute__((unused)), int cast) { // warning: the parameter 'unused' is not used
  (void)cast;
  return used;
}

int variables(int n) {
  int none; // warning: the variable 'none' is not used
  int set; // warning: the variable 'set' is given a value, and that is never used
  int counted = 0; // warning: the variable 'counted' is given a value, and that is never used
  int read, measured, folded = 3, chained;
  static int kept; // warning: the variable 'kept' is not used
  volatile int watched;
  [[maybe_unused]] int attributed;
  set = n;
  counted++;
  counted += 2;
  read = n;
  watched = n;
  n = chained = read;
  return n + (int)sizeof measured + (0 && folded);
}

void labels(int n) {
again: // warning: no goto leads to the label 'again'
  if (n) goto out;
  n++; // a use
out:;
}

void moves(const char *from, char *to) {
  while ((*to++ = *from++));
}

void set_parameter(int n) { // warning: the parameter 'n' is given a value, and that is never used
  n = 3;
}

int main(int argc, char *argv[]) {
  return 0;
}
