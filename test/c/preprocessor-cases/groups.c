// Conditional groups: what is skipped is not looked at.
#ifdef A
no
#ifndef B
no
#else
no
#endif
don't mind an apostrophe, or a " quote
#bogus directive
#error not this one
#include "there is no such file"
#elif defined B
no
#else
yes 1
#endif
#ifndef A
yes 2
# ifdef A
no
# elif 1
yes 3
# else
no
# endif
#else
no
#if garbage ( + ]
#elif more garbage
#endif
#endif
#if 0 /* a comment
#else
over lines */
no
#else // here
yes 4
#endif /* done */
#
#   /* the null directive */
#define f(x) x
f(
#ifdef A
no
#else
yes 5
#endif
)
%: define DIGRAPH yes 6
DIGRAPH
