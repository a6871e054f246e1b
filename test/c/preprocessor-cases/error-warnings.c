// What is told, and let pass.
#warning look at this
#define A 1
#define A 2
#define F(x) x
#define F(y) y
#define F(y) (y)
#define B"text"
#define __LINE__ 7
A F(1) B __LINE__
#ifdef A x
#endif A
#undef A B
#include "once.h" x
#if 0
#else A
#endif
