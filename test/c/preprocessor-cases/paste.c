// The operator ##.
#define cat(a, b) a ## b
#define xcat(a, b) cat(a, b)
#define cat3(a, b, c) a##b##c
cat(x, y) cat(x, 1) cat(1, x) cat(.1, e5) cat(1e, 5) cat(+, +) cat(<, <=) cat(<<, =) cat(-, >)
cat(L, "x") cat(L, 'x') cat(%:, %:) cat(, a) cat(a, ) cat(,)
cat(a b, c d) xcat(xcat(1, 2), 3) cat3(a,,b) cat3(,a,) cat3(,,)
#define AB found
#define NAME A
cat(A, B) cat(NAME, B) xcat(NAME, B) cat3(A, , B)
#define self(x) x##self
self(1) self()
#define obj a ## b ## c
obj
#define strcat_(x) x ## #x
strcat_(L) strcat_(/**/)
#define hash # ## #
hash
#define EMPTY
cat(EMPTY, x) cat(x, EMPTY) xcat(EMPTY, x)
#define f(x) [x]
