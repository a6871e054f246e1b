int twice(n) int n; { return 2 * n; } // warning: C23 has no functions whose parameters are declared behind their list

int g;
constexpr int nothing; // error: 'nothing' is constexpr, and what it starts as is not constant
constexpr int later = g; // error: 'later' is initialised before the program runs, so this must be a constant
constexpr unsigned where = (unsigned)&g; // error: 'where' is constexpr, and what it starts as is not constant

int f(void) {
  constexpr int n = g; // error: 'n' is constexpr, and what it starts as is not constant
  auto x = 1;
  static y = 2; // error: expected a type, and here is 'y'
  undeclared(x); // error: 'undeclared' is not declared
  return true + n;
}

int none();
int some(void) { return none(1) + bool; } // error: 'none' takes 0 arguments, and 1 is given // error: expected an expression, and here is 'bool'
