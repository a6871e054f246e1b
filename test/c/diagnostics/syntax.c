// Syntax errors: each costs one statement, and what comes after it is read again.
int first(void) {
  int a = 1 // error: expected ; after the declaration
  int b = 2;
  a = b + ; // error: expected an expression, and here is ';'
  a = (b; // error: expected ) to close the parenthesis, and here is ';'
  if a > b) return 1; // error: expected ( after if, and here is 'a'
  for (a = 0; a < 3, a++) b++; // error: expected ; after the condition of for
  a = b c; // error: expected ; after the statement
  while (a) { b = ; } // error: expected an expression, and here is ';'
  int if = 3; // error: expected a name, and here is 'if'
  a = 09; // error: 9 is no octal digit
  a = 0x; // error: has no digits
  a = 12abc; // error: is no suffix
  char *s = "a\qb"; // error: there is no escape sequence \q
  a = ''; // error: there is no character between the quotes
  return undefined_after_all; // error: 'undefined_after_all' is not declared
}
int second(int a, { } // error: expected a type, and here is '{'
int old_parameters(a, b); // error: unknown type name 'a'
int fourth(void) { return 1; } } // error: this } closes nothing
int fifth(void) {
  int x = 3;
  else x = 4; // error: there is no if before this else
  return x y z; // error: expected ; after return
}
struct s { int a int b; }; // error: expected ; after the member
enum e { 1, 2 }; // error: expected the name of an enumerator
int 3x; // error: expected a name
typedef int t = 3; // error: a typedef cannot be initialised
static extern int both; // error: a declaration is either static or extern, not both
int long char combined; // error: is no type
unsigned struct s wrong; // error: 'struct' cannot follow 'unsigned' here
return 3; // error: expected a type, and here is 'return'
x = 3; // error: unknown type name 'x'
int last(void) { return 0 } // error: expected ; after return
