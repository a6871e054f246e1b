/* Characters of several bytes (C99 7.20.7, 7.24.6): in the locale "C", the only one, there are none, and ASCII alone is text. */
#include "../wchar/bytes.h"
#include <stdlib.h>

int mblen(const char *s, size_t n)
{
    return mbtowc(NULL, s, n);
}

int mbtowc(wchar_t *to, const char *s, size_t n)
{
    size_t taken;

    if (!s)
        return 0;
    taken = mbrtowc(to, s, n, NULL);
    return taken > 1 ? -1 : (int)taken;
}

int wctomb(char *to, wchar_t c)
{
    return to ? (int)wcrtomb(to, c, NULL) : 0;
}

size_t mbstowcs(wchar_t *to, const char *s, size_t n)
{
    return mbsrtowcs(to, &s, n, NULL);
}

size_t wcstombs(char *to, const wchar_t *s, size_t n)
{
    return wcsrtombs(to, &s, n, NULL);
}
