// Names: undeclared, misspelt, declared twice, in the wrong place.
#define TWICE(x) ((x) + (x))
typedef unsigned int uint;
struct point { int x, y, width; };
enum colour { red, green, red }; // error: 'red' is declared already
int counter;
int counter;
char counter; // error: 'counter' is declared with another type, 'int', before
int once = 1;
int once = 2; // error: 'once' is initialised already
int f(int a);
int f(char *a); // error: 'f' is declared with another type, 'int (int)', before
int twice(void) { return 1; }
int twice(void) { return 2; } // error: 'twice' is defined already
static int changing(void);
int changing(void);
int outside(void);
static int outside(void); // error: 'outside' is static here, and was not before
struct point { int x; }; // error: 'struct point' is defined already
union point u; // error: 'point' is no union: it is declared as 'struct point'
void incomplete_type(struct later l) { } // error: the type 'struct later' of this parameter is incomplete
struct later object; // error: the type 'struct later' of 'object' is never completed
struct members { int a; char a; }; // error: there are two members named 'a'
void v; // error: a variable cannot be of type 'void'
auto int wrong; // error: auto has no place outside of functions
int a[-1]; // error: the size of an array cannot be negative
int huge[0x7fffffff]; // error: the array is too large
int enormous[] = { [1000000000] = 1 }; // error: the array is too large
int functions[3](void); // error: an array of 'int (void)' is impossible
int returns_array(void)[3]; // error: a function cannot return an array
struct bits { int wide : 40; int none : 0; int *p : 3; }; // error: a bit-field of type 'int' has 1 to 32 bits, not 40 // error: a bit-field of type 'int' has 1 to 32 bits, not 0 // error: a bit-field must be of an integer type

int names(int argument, int argument) { // error: 'argument' is declared already
  int local = 1;
  char local; // error: 'local' is declared already
  countr = 1; // error: 'countr' is not declared
  countr = 2;
  int r = TWICE(missing_name); // error: 'missing_name' is not declared
  struct point p;
  p.widht = 3; // error: 'struct point' has no member 'widht'
  twise(); // warning: the function 'twise' is not declared; it is taken to return 'int'
  unit x = 3; // error: unknown type name 'unit'
  uint y = x;
  goto nowhere; // error: there is no label 'nowhere' in this function
label:
label: // error: the label 'label' is there already
  while (local--) continue;
  break; // error: break belongs in a loop or a switch
  continue; // error: continue belongs in a loop
  case 3: ; // error: this label belongs in a switch
  switch (local) {
    case 1: case 2: break;
    case 1: break; // error: case 1 appears twice in this switch
    default: break;
    default: break; // error: default appears twice in this switch
    case local: break; // error: the value of case must be an integer constant
  }
  static int once = local; // error: 'once' is initialised before the program runs, so this must be a constant
  extern int elsewhere = 1; // error: an extern variable in a function cannot be initialised
  int array[local];
  int open[]; // error: the size of 'open' is not known
  int list[2] = { 1, 2, 3 }; // warning: there are more initialisers than 'list' has room for
  int designated[2] = { [5] = 1 }; // error: the index 5 is outside of the array
  struct point q = { .z = 1 }; // error: 'struct point' has no member 'z'
  int scalar = {}; // error: the braces are empty
  char text[3] = "long"; // warning: the string is longer than the 3 characters of the array
  int numbers[2] = 5; // error: the array 'numbers' needs its elements in braces
  struct flexible { int count; int list[]; } some = { 1, { 2 } }; // error: an array without a size can be initialised only at the end of a static struct
  static struct flexible two[2] = { { 1, { 2 } } }; // error: an array without a size can be initialised only // warning: the elements of this array end in an array without a size
  uint = 3; // error: expected a name
  return twice;  // warning: the result of 'names' makes an integer out of the pointer type
}
_Static_assert(sizeof(int) == 2, "two bytes"); // error: the static assertion does not hold: two bytes
int chosen_twice = _Generic(1, int: 1, double: 2, int: 3); // error: there are two associations for 'int'
int chosen_never = _Generic(1, char: 1, double: 2); // error: no association is for the type 'int'
static unsized = 3; // warning: 'unsized' is declared without a type, which makes it 'int'
old_definition(a, b) int c; { return a; } // warning: 'old_definition' is declared without a type // error: 'c' is none of the parameters
void *label_outside = &&nowhere; // error: a label has an address only in a function
void jumps(double d) { goto *d; } // error: goto * needs an address, and this is 'double'
void *label_unknown(void) { return &&nowhere; } // error: there is no label 'nowhere' in this function
#define NEVER __VA_OPT__(x) // error: __VA_OPT__ takes a text in parentheses
#if __has_include(3) // error: __has_include takes "name" or <name> in parentheses
#endif
