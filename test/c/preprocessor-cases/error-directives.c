// Directives that are wrong, each told at its place.
#error this program is not ready: don't build it
#error
#defien X 1
#include
#include "missing.h"
#include <nested/missing.h>
#include "cycle.h"
#define
#define 3 4
#define f(
#define f(a
#define f(a b)
#define f(a, a)
#define f(..., a)
#define f(1)
#define g(x) #y
#define h ## x
#define i x ##
#define j __VA_ARGS__
#define k(__VA_ARGS__) 1
#define defined 1
#undef defined
#undef
#undef 3
#ifdef
#endif
#ifndef 3
#endif
#line
#line many
#line 3 name
#12x
#include x y
