/* Classes of wide characters: those of the bytes that they are. */
#include <ctype.h>
#include <string.h>
#include <wctype.h>

#define IS_TEXT(c) ((c) < 0x80)

#define CLASS(name) \
    int isw##name(wint_t c) \
    { \
        return IS_TEXT(c) && is##name(c); \
    }

CLASS(alnum)
CLASS(alpha)
CLASS(blank)
CLASS(cntrl)
CLASS(digit)
CLASS(graph)
CLASS(lower)
CLASS(print)
CLASS(punct)
CLASS(space)
CLASS(upper)
CLASS(xdigit)

wint_t towlower(wint_t c)
{
    return IS_TEXT(c) ? (wint_t)tolower(c) : c;
}

wint_t towupper(wint_t c)
{
    return IS_TEXT(c) ? (wint_t)toupper(c) : c;
}

static const struct {
    const char *name;
    int (*is)(wint_t c);
} classes[] = {
    {"alnum", iswalnum}, {"alpha", iswalpha}, {"blank", iswblank}, {"cntrl", iswcntrl},
    {"digit", iswdigit}, {"graph", iswgraph}, {"lower", iswlower}, {"print", iswprint},
    {"punct", iswpunct}, {"space", iswspace}, {"upper", iswupper}, {"xdigit", iswxdigit},
};

#define COUNT (sizeof classes / sizeof classes[0])

/* Numbers from 1 on; 0 for a name that is none. */
wctype_t wctype(const char *name)
{
    unsigned i;

    for (i = 0; i < COUNT; i++)
        if (strcmp(name, classes[i].name) == 0)
            return i + 1;
    return 0;
}

int iswctype(wint_t c, wctype_t type)
{
    return type >= 1 && type <= COUNT && classes[type - 1].is(c);
}

wctrans_t wctrans(const char *name)
{
    return strcmp(name, "tolower") == 0 ? 1 : strcmp(name, "toupper") == 0 ? 2 : 0;
}

wint_t towctrans(wint_t c, wctrans_t mapping)
{
    return mapping == 1 ? towlower(c) : mapping == 2 ? towupper(c) : c;
}
