/* The floating-point conversions of scanf(): the longest text that starts a number, which strtod() then reads. */
#include "scan.h"
#include <stdlib.h>
#include <string.h>

#define LONGEST 400 /* characters of a number that are kept; digits beyond change nothing that a double can tell */

struct text {
    char bytes[LONGEST];
    int count;
};

/* Takes one of the characters, and keeps it. */
static int take(struct __source *source, struct __scanning *c, struct text *text, const char *set)
{
    char character = __scan_peek(source);

    if (!__scan_accept(source, c, set))
        return 0;
    if (text->count < LONGEST - 1)
        text->bytes[text->count++] = character;
    return 1;
}

static int take_all(struct __source *source, struct __scanning *c, struct text *text, const char *set)
{
    int count = 0;

    while (take(source, c, text, set))
        count++;
    return count;
}

static int word(struct __source *source, struct __scanning *c, struct text *text, const char *pairs)
{
    char set[3] = {0};

    for (; *pairs; pairs += 2) {
        memcpy(set, pairs, 2);
        if (!take(source, c, text, set))
            return 0;
    }
    return 1;
}

static int digits_and_exponent(struct __source *source, struct __scanning *c, struct text *text)
{
    const char *digits = "0123456789", *exponent = "eE";
    int count = 0;

    if (take(source, c, text, "0")) {
        count = 1;
        if (take(source, c, text, "xX")) {
            digits = "0123456789abcdefABCDEF";
            exponent = "pP";
            count = 0;
        }
    }
    count += take_all(source, c, text, digits);
    if (take(source, c, text, "."))
        count += take_all(source, c, text, digits);
    if (count == 0)
        return 0;
    if (take(source, c, text, exponent)) { /* without digits it counts for nothing, as in glibc */
        take(source, c, text, "+-");
        take_all(source, c, text, "0123456789");
    }
    return 1;
}

int __scan_double(struct __source *source, struct __scanning *c, void *to)
{
    struct text text = {{0}, 0};
    int found;

    take(source, c, &text, "+-");
    if (take(source, c, &text, "iI")) {
        found = word(source, c, &text, "nNfF");
        if (found && take(source, c, &text, "iI"))
            found = word(source, c, &text, "nNiItTyY");
    } else if (take(source, c, &text, "nN"))
        found = word(source, c, &text, "aAnN");
    else
        found = digits_and_exponent(source, c, &text);
    text.bytes[text.count] = '\0';
    if (!found || !to)
        return found;
    if (c->wide)
        *(double *)to = strtod(text.bytes, NULL);
    else
        *(float *)to = strtof(text.bytes, NULL);
    return 1;
}
