/* Strings of wide characters. */
#include <stdlib.h>
#include <wchar.h>

size_t wcslen(const wchar_t *s)
{
    size_t n = 0;

    while (s[n] != 0)
        n++;
    return n;
}

size_t wcsnlen(const wchar_t *s, size_t n)
{
    const wchar_t *end = wmemchr(s, 0, n);

    return end ? (size_t)(end - s) : n;
}

wchar_t *wcscpy(wchar_t *to, const wchar_t *from)
{
    return wmemcpy(to, from, wcslen(from) + 1);
}

/* What is left of the n characters is filled with zeros, as strncpy does. */
wchar_t *wcsncpy(wchar_t *to, const wchar_t *from, size_t n)
{
    size_t length = wcsnlen(from, n);

    wmemcpy(to, from, length);
    wmemset(to + length, 0, n - length);
    return to;
}

wchar_t *wcscat(wchar_t *to, const wchar_t *from)
{
    wcscpy(to + wcslen(to), from);
    return to;
}

wchar_t *wcsncat(wchar_t *to, const wchar_t *from, size_t n)
{
    size_t length = wcsnlen(from, n);
    wchar_t *end = to + wcslen(to);

    wmemcpy(end, from, length);
    end[length] = 0;
    return to;
}

int wcscmp(const wchar_t *a, const wchar_t *b)
{
    while (*a != 0 && *a == *b)
        a++, b++;
    return (*a > *b) - (*a < *b);
}

int wcsncmp(const wchar_t *a, const wchar_t *b, size_t n)
{
    for (; n > 0; n--, a++, b++)
        if (*a == 0 || *a != *b)
            return (*a > *b) - (*a < *b);
    return 0;
}

wchar_t *wcschr(const wchar_t *s, wchar_t c)
{
    return wmemchr(s, c, wcslen(s) + 1);
}

wchar_t *wcsrchr(const wchar_t *s, wchar_t c)
{
    for (size_t n = wcslen(s) + 1; n > 0; n--)
        if (s[n - 1] == c)
            return (wchar_t *)&s[n - 1];
    return NULL;
}

wchar_t *wcsstr(const wchar_t *s, const wchar_t *part)
{
    size_t length = wcslen(part);

    for (;; s++) {
        if (wcsncmp(s, part, length) == 0)
            return (wchar_t *)s;
        if (*s == 0)
            return NULL;
    }
}

size_t wcsspn(const wchar_t *s, const wchar_t *accepted)
{
    size_t n = 0;

    while (s[n] != 0 && wcschr(accepted, s[n]))
        n++;
    return n;
}

size_t wcscspn(const wchar_t *s, const wchar_t *rejected)
{
    size_t n = 0;

    while (s[n] != 0 && !wcschr(rejected, s[n]))
        n++;
    return n;
}

wchar_t *wcspbrk(const wchar_t *s, const wchar_t *wanted)
{
    s += wcscspn(s, wanted);
    return *s != 0 ? (wchar_t *)s : NULL;
}

wchar_t *wcstok(wchar_t *s, const wchar_t *separators, wchar_t **rest)
{
    wchar_t *end;

    if (s == NULL)
        s = *rest;
    s += wcsspn(s, separators);
    if (*s == 0) {
        *rest = s;
        return NULL;
    }
    end = s + wcscspn(s, separators);
    if (*end != 0)
        *end++ = 0;
    *rest = end;
    return s;
}

wchar_t *wcsdup(const wchar_t *s)
{
    wchar_t *copy = malloc((wcslen(s) + 1) * sizeof(wchar_t));

    return copy ? wcscpy(copy, s) : NULL;
}
