/* Between bytes and wide characters (C99 7.24.6), in the locale "C": ASCII alone is text. */
#include "bytes.h"
#include <errno.h>
#include <string.h>

wint_t btowc(int c)
{
    return IS_TEXT(c) ? (wint_t)c : WEOF;
}

int wctob(wint_t c)
{
    return IS_TEXT(c) ? (int)c : -1;
}

int mbsinit(const mbstate_t *state)
{
    (void)state;
    return 1;
}

size_t mbrlen(const char *s, size_t n, mbstate_t *state)
{
    return mbrtowc(NULL, s, n, state);
}

size_t mbrtowc(wchar_t *to, const char *s, size_t n, mbstate_t *state)
{
    (void)state;
    if (!s)
        return 0;
    if (n == 0)
        return -2;
    if (!IS_TEXT((unsigned char)*s)) {
        errno = EILSEQ;
        return -1;
    }
    if (to)
        *to = *s;
    return *s != 0;
}

size_t wcrtomb(char *to, wchar_t c, mbstate_t *state)
{
    (void)state;
    if (!to)
        return 1;
    if (!IS_TEXT(c)) {
        errno = EILSEQ;
        return -1;
    }
    *to = c;
    return 1;
}

size_t mbsrtowcs(wchar_t *to, const char **s, size_t n, mbstate_t *state)
{
    const char *from = *s;
    size_t count;

    (void)state;
    for (count = 0; !to || count < n; count++, from++) {
        wchar_t c;

        if (mbrtowc(&c, from, 1, NULL) == (size_t)-1) {
            if (to)
                *s = from;
            return -1;
        }
        if (to)
            to[count] = c;
        if (c == 0) {
            if (to)
                *s = NULL;
            return count;
        }
    }
    *s = from;
    return count;
}

size_t wcsrtombs(char *to, const wchar_t **s, size_t n, mbstate_t *state)
{
    const wchar_t *from = *s;
    size_t count;

    (void)state;
    for (count = 0; !to || count < n; count++, from++) {
        char c;

        if (wcrtomb(&c, *from, NULL) == (size_t)-1) {
            if (to)
                *s = from;
            return -1;
        }
        if (to)
            to[count] = c;
        if (c == 0) {
            if (to)
                *s = NULL;
            return count;
        }
    }
    *s = from;
    return count;
}
