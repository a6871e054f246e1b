// Object-like macros, and the names of macros that are being expanded.
#define LIMIT 100
#define NEGATIVE -LIMIT
#define EMPTY
#define SELF SELF + 1
#define PING PONG
#define PONG PING
LIMIT NEGATIVE EMPTY SELF PING PONG
EMPTY EMPTY x EMPTY
#define x 3
x xx x.x x->x 0x x0
#undef x
#undef never_defined
x
#define LIMIT 100
#define   LIMIT    100   // the same once more
LIMIT"LIMIT"'L'
#define NAME_WITH_$ 7
NAME_WITH_$
