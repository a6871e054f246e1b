/* Types and macros that every part needs. */
#ifndef _STDDEF_H
#define _STDDEF_H

typedef unsigned int size_t;
typedef int ptrdiff_t;
typedef int wchar_t;
#if __STDC_VERSION__ >= 202311L
typedef __typeof__(nullptr) nullptr_t;
#endif

#define NULL ((void *)0)
#define offsetof(type, member) ((size_t)&((type *)0)->member)

#endif
