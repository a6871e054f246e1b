/* Characters of UTF-16 and UTF-32 (C11 7.28). In the locale "C" ASCII alone is text. */
#ifndef _UCHAR_H
#define _UCHAR_H

#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

typedef uint_least16_t char16_t;
typedef uint_least32_t char32_t;
#if __STDC_VERSION__ >= 202311L
typedef unsigned char char8_t;
#endif

size_t mbrtoc16(char16_t *to, const char *s, size_t n, mbstate_t *state);
size_t c16rtomb(char *to, char16_t c, mbstate_t *state);
size_t mbrtoc32(char32_t *to, const char *s, size_t n, mbstate_t *state);
size_t c32rtomb(char *to, char32_t c, mbstate_t *state);

#endif
