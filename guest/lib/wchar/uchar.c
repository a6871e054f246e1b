/* Between bytes and UTF-16 or UTF-32: as between bytes and wide characters, since ASCII alone is text. */
#include <uchar.h>

size_t mbrtoc32(char32_t *to, const char *s, size_t n, mbstate_t *state)
{
    wchar_t c;
    size_t taken = mbrtowc(&c, s, n, state);

    if (to && s && taken <= 1)
        *to = c;
    return taken;
}

size_t c32rtomb(char *to, char32_t c, mbstate_t *state)
{
    return wcrtomb(to, c, state);
}

size_t mbrtoc16(char16_t *to, const char *s, size_t n, mbstate_t *state)
{
    char32_t c;
    size_t taken = mbrtoc32(&c, s, n, state);

    if (to && s && taken <= 1)
        *to = c;
    return taken;
}

size_t c16rtomb(char *to, char16_t c, mbstate_t *state)
{
    return wcrtomb(to, c, state);
}
