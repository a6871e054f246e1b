/* The one locale, "C" (C11 7.11.1.1). */
#include <limits.h>
#include <locale.h>
#include <string.h>

static struct lconv c_locale = {
    ".", "", "", "", "", "", "", "", "", "",
    CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX,
    CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX,
};

char *setlocale(int category, const char *name)
{
    if (category < LC_CTYPE || category > LC_ALL)
        return NULL;
    if (name && *name && strcmp(name, "C") != 0 && strcmp(name, "POSIX") != 0)
        return NULL;
    return "C";
}

struct lconv *localeconv(void)
{
    return &c_locale;
}
