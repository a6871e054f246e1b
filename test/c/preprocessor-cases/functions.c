// Function-like macros: arguments, calls that are none, rescanning.
#define f(x) <x>
#define pair(a, b) [a|b]
#define none() nothing
#define one_empty(x) (x)
f(1) f (2) f f() f((a,b)) f(f(f)) f(f)(3) f
pair(1, 2) pair(,) pair(f(1), pair(2, 3)) pair((,),((),))
none() none( ) none ( ) none one_empty() one_empty( )
f(a
  b // comment
  c)
f
(over two lines)
f /* a comment */ (x)
#define NIL(xxx) xxx
#define G_0(arg) NIL(G_1)(arg)
#define G_1(arg) NIL(arg)
G_0(42)
#define F1(x) x F2
#define F2(x) x F1
F1(1)(2)(3)(4)
#define z z[0]
#define ff(a) a*z
ff(z) ff
(2)
#define gg(a) a*hh
#define hh(a) gg(a)
gg(2)(9)
#define obj f
obj(7) obj obj (8)
#define open (
f open 1)
#define call(m, ...) m(__VA_ARGS__)
call(pair, 1, 2) call(f, call) call(none,)
#define LPAREN (
#define apply(x) x
apply(f LPAREN 1)) apply(f)(2) apply(f(1) f)(2)
