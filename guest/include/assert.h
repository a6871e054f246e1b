/* Checks that stop the program where they fail. Included again with another NDEBUG, the macro changes. */
#ifndef _ASSERT_H
#define _ASSERT_H
void __assert_fail(const char *expression, const char *file, int line);

#if __STDC_VERSION__ >= 201112L && __STDC_VERSION__ < 202311L
#define static_assert _Static_assert
#endif
#endif

#undef assert
#ifdef NDEBUG
#define assert(expression) ((void)0)
#else
#define assert(expression) ((expression) ? (void)0 : __assert_fail(#expression, __FILE__, __LINE__))
#endif
