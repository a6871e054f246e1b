// Variadic macros of C99, and GNU's named rest and swallowed comma.
#define v(...) <__VA_ARGS__>
#define w(a, ...) a:__VA_ARGS__;
#define gnu(a, ...) print(a, ##__VA_ARGS__)
#define named(a, rest...) print(a, ##rest) [rest]
#define only(...) print(x, ##__VA_ARGS__)
v() v(1) v(1, 2) v((1, 2), 3) v(v(1), v())
w(1, 2) w(1,) w(1, 2, 3) w(1)
gnu(1) gnu(1,) gnu(1, 2) gnu(1, 2, 3) gnu(gnu(1, 2), gnu(3)) gnu(1, (2, 3))
named(1) named(1, 2) named(1, 2, 3) named(1, )
only() only(1) only(1, 2) only(,)
#define ONE 1
gnu(ONE, ONE, v(ONE))
#define tail(a, ...) a ## __VA_ARGS__
tail(x, y, z) tail(x) tail(x, )
#define count(...) pick(__VA_ARGS__, 3, 2, 1, 0)
#define pick(a, b, c, n, ...) n
count(x) count(x, y) count(x, y, z)
