/* Strings of wide characters. */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static void show(const char *what, const wchar_t *s)
{
    printf("%s:", what);
    for (; s && *s; s++)
        printf(" %x", (unsigned)*s);
    printf("%s\n", s ? "" : " NULL");
}

static int sign(int n)
{
    return (n > 0) - (n < 0);
}

int main(void)
{
    wchar_t s[40] = L"h\u00e9llo", t[] = L"a,b;;c", *rest, *copy;
    int i;

    printf("%u %u %u\n", (unsigned)wcslen(s), (unsigned)wcsnlen(s, 3), (unsigned)wcsnlen(s, 9));
    show("wcscat", wcscat(s, L" \U0001F600"));
    show("wcsncat", wcsncat(s, L"xyz", 2));
    show("wcschr", wcschr(s, L'l'));
    show("wcschr of none", wcschr(s, L'q'));
    printf("%d\n", wcschr(s, 0) == s + wcslen(s));
    show("wcsrchr", wcsrchr(s, L'l'));
    show("wcsstr", wcsstr(s, L"lo"));
    show("wcsstr of nothing", wcsstr(s, L""));
    show("wcsstr of none", wcsstr(s, L"lox"));
    show("wcspbrk", wcspbrk(s, L"xol"));
    show("wcspbrk of none", wcspbrk(s, L"q"));
    printf("%u %u\n", (unsigned)wcsspn(s, L"\u00e9h"), (unsigned)wcscspn(s, L"ol"));
    printf("%d %d %d\n", sign(wcscmp(L"a", L"b")), sign(wcscmp(L"b", L"a")), sign(wcscmp(L"ab", L"ab")));
    printf("%d %d %d\n", sign(wcsncmp(L"abc", L"abd", 2)), sign(wcsncmp(L"abc", L"abd", 3)), sign(wcscmp(L"a", L"ab")));
    printf("%d %d\n", sign(wmemcmp(L"abc", L"abd", 2)), sign(wmemcmp(L"a\0c", L"a\0d", 3)));
    for (rest = NULL, copy = wcstok(t, L",;", &rest); copy; copy = wcstok(NULL, L",;", &rest))
        show("wcstok", copy);
    copy = wcsdup(s);
    show("wcsdup", copy);
    free(copy);
    wmemset(s, L'-', 8);
    wcsncpy(s, L"ab", 4);
    for (i = 0; i < 9; i++)
        printf("%x ", (unsigned)s[i]);
    wmemmove(s + 1, s, 3);
    show("\nwmemmove", s);
    return 0;
}
