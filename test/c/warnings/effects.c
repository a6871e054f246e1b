// Statements without an effect.
int f(void);
volatile int port;

void statements(int a, int *p) {
  a; // warning: this has no effect
  a == 3; // warning: this has no effect
  *p++; // warning: this has no effect
  a + f(); // warning: this has no effect
  (void)a;
  f();
  port;
  a && f();
  a ? f() : 0;
  for (a = 0; a < 3; a + 1) f(); // warning: this has no effect
  a = (3, f()); // the 3 is a constant
  a = (a + 1, f()); // warning: this has no effect
  ({ a; });
  f; // warning: this has no effect
}
