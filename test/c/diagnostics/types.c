// What does not go together: operands, assignments, arguments, results.
struct point { int x, y; };
struct hidden;
int f(int a, char *b);
void nothing(void);
int variadic(const char *format, ...);

int types(struct point p, struct point *q, int *ip, const char *text) {
  int a = p; // error: the initialiser of 'a' needs 'int', and this is 'struct point'
  p = 3; // error: the assignment needs 'struct point', and this is 'int'
  a = q; // warning: the assignment makes an integer out of the pointer type 'struct point *' without a cast
  ip = a; // warning: the assignment makes a pointer out of the integer type 'int' without a cast
  ip = q; // warning: the assignment needs 'int *', and this is the incompatible 'struct point *'
  char *t = text; // warning: drops 'const' from what the pointer points to
  ip = 0;
  a = p + 1; // error: the operands of + have types 'struct point' and 'int', which do not go together
  a = q * 2; // error: the operands of * have types
  a = q + ip; // error: the operands of + have types
  a = q - ip; // error: the operands of - have types
  a = -q; // error: - does not apply to the type 'struct point *'
  a = ~p; // error: ~ does not apply
  a = !p; // error: ! does not apply to the type 'struct point'
  a = *a; // error: the type 'int' is no pointer
  a = a[0]; // error: the type 'int' is neither array nor pointer
  a = ip[q]; // error: an index of type 'struct point *' is no integer
  a = q.x; // error: 'struct point *' is no struct or union
  a = p->x; // error: 'struct point' is no pointer
  a = p.z; // error: 'struct point' has no member 'z'
  a = a.x; // error: 'int' is no struct or union
  f(1); // error: 'f' takes 2 arguments, and 1 is given
  f(1, t, 3); // error: 'f' takes 2 arguments, and 3 are given
  f(p, t); // error: argument 1 of 'f' needs 'int', and this is 'struct point'
  f(1, 2); // warning: argument 2 of 'f' makes a pointer out of the integer type 'int'
  variadic(); // error: 'variadic' takes at least 1 argument, and 0 are given
  variadic("", 1, t, q);
  a(); // error: the type 'int' is no function
  a = nothing(); // error: the assignment needs a value, and this has none
  if (p) a = 1; // error: a condition of type 'struct point' is neither true nor false
  a = p ? 1 : 2; // error: a condition of type 'struct point'
  a = a ? p : 2; // error: the operands of ? : have types
  3 = a; // error: this is a value, not a variable
  f(1, t) = 2; // error: this is a value, not a variable
  a + 1 = 2; // error: this is a value
  &3; // error: & needs a variable
  a++ ++; // error: this is a value
  *text = 'x'; // error: this is const and cannot be changed
  const int fixed = 4;
  fixed = 5; // error: 'fixed' is const and cannot be changed
  fixed++; // error: 'fixed' is const
  struct { const int c; } constant = { 1 }, other = { 2 };
  constant = other; // error: 'constant' has const members
  int array[3], array2[3];
  array = array2; // error: 'array' is an array
  types = 0; // error: 'types' is a function
  struct hidden *h = 0;
  a = h->x; // error: 'struct hidden' is declared, but its members are not known here
  h++; // error: arithmetic on a pointer to the incomplete type 'struct hidden'
  a = sizeof(struct hidden); // error: the size of 'struct hidden' is not known here
  a = (int)p; // error: 'struct point' cannot be cast to 'int'
  p = (struct point)a; // error: 'int' cannot be cast to 'struct point'
  if (q == ip) a = 1; // warning: == compares pointers of different types
  if (q == a) a = 1; // warning: a pointer is compared with an integer
  if (a = 2) a = 1; // warning: an assignment as a condition
  if ((a = 2)) a = 1;
  while (text == 0 || text) break;
  unsigned char small = 300; // warning: 300 does not fit in 'unsigned char'; it becomes 44
  small = 255.9;
  small = -1.5; // warning: -1.5 does not fit in 'unsigned char'; it becomes 0
  static int large = 3e9; // warning: 3000000000 does not fit in 'int'; it becomes 2147483647
  a = 1 << 40; // warning: a shift by 40 is undefined
  a = 2147483647 + 1; // warning: the result 2147483648 does not fit in 'int'
  a = a / 0; // warning: division by zero
  a = 5 / 0; // warning: division by zero
  switch (q) { case 1: break; } // error: switch needs an integer, and this is 'struct point *'
  return q; // warning: the result of 'types' makes an integer out of the pointer type
}

void void_function(void) {
  return 1; // error: 'void_function' returns nothing, and here it returns a value
}

int int_function(void) {
  return; // warning: 'int_function' returns 'int', and here it returns nothing
}
char repeated[8192][8192] = {[0 ... 8191][0 ... 8191] = 1}; // error: the range of this designator is empty or too large
missing_type declared_twice(void); // error: unknown type name 'missing_type'
int declared_twice(void);
int declared_again(void);
missing_type declared_again(void); // error: unknown type name 'missing_type'
struct updated { int x; };
void updates(int *p, int i, struct updated s) {
  p *= 2; // error: the operands of *= have types 'int *' and 'int', which do not go together
  i *= p; // error: the operands of *= have types 'int' and 'int *', which do not go together
  i /= s; // error: the operands of /= have types 'int' and 'struct updated', which do not go together
  s -= 1; // error: the operands of -= have types 'struct updated' and 'int', which do not go together
  p %= p; // error: the operands of %= have types 'int *' and 'int *', which do not go together
}
double real;
void floats(double x, float y, int *p) {
  x % 2; // error: the operands of % have types 'double' and 'int', which do not go together
  x << 1; // error: the operands of << have types 'double' and 'int', which do not go together
  ~y; // error: ~ does not apply to the type 'float'
  x &= 1; // error: the operands of &= have types 'double' and 'int', which do not go together
  p = x; // error: the assignment needs 'int *', and this is 'double'
  x = p; // error: the assignment needs 'double', and this is 'int *'
  (int *)x; // error: 'double' cannot be cast to 'int *'
  p[y]; // error: an index of type 'float' is no integer
  p + x; // error: the operands of + have types 'int *' and 'double', which do not go together
  p == x; // error: the operands of == have types 'int *' and 'double', which do not go together
  switch (x) { } // error: switch needs an integer, and this is 'double'
  long float z; // error: 'long float' is no type
}
char of_real[1.5 > 1 ? 1 : 2], wrong[(int)(real)]; // error: the size of an array must be a constant
int broken = 1.5.2; // error: 1.5.2 is no number
int converted = real; // error: 'converted' is initialised before the program runs, so this must be a constant
int count;
int global_length[count]; // error: the size of an array must be a constant here
struct variable { int member[count]; }; // error: the size of an array must be a constant here
int (*to_variable)[count]; // error: the size of an array must be a constant here
void lengths(int n) {
  static int fixed[n]; // error: the size of an array must be a constant here
  struct inner { int member[n]; }; // error: the size of an array must be a constant here
  int initialised[n] = { 1 }; // error: an array of variable length cannot be initialised
  double fraction[1.5 * n]; // error: the size of an array must be an integer, not 'double'
  __builtin_add_overflow(1.0, 2, &n); // error: __builtin_add_overflow takes two integers and the address of one, and this is 'double'
  __builtin_mul_overflow(1, 2, n); // error: __builtin_mul_overflow takes two integers and the address of one, and this is 'int'
  __builtin_popcount(&n); // warning: makes an integer out of the pointer type
}
enum tiny : unsigned char { FITS = 255, TOO_BIG }; // error: the enumerator 'TOO_BIG' is 256, which does not fit in 'unsigned char'
enum tiny : int; // error: 'enum tiny' is declared with another type than 'int' before
enum real : float { HALF }; // error: an enumeration has the values of an integer type, not of 'float'
int takes_nothing() { return 1; }
int gives_too_much(void) { return takes_nothing(1); } // warning: 'takes_nothing' takes 0 arguments, and 1 is given
