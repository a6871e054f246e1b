// Uses of macros that are wrong.
#define none() n
#define one(a) o
#define two(a, b) t
#define some(a, ...) s
#define cat(a, b) a ## b
none(1)
one(1, 2)
two(1)
two()
two(1, 2, 3)
some()
cat(+, x)
cat(-, -) cat(/, /) cat(x, "y")
_Pragma(1)
two(1,
