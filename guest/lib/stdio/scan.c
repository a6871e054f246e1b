/* The conversions of scanf() (C99 7.19.6.2). */
#include "scan.h"
#include <ctype.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int __scan_peek(struct __source *source)
{
    if (!source->looked) {
        source->ahead = source->next(source);
        source->looked = 1;
    }
    return source->ahead;
}

void __scan_consume(struct __source *source)
{
    source->looked = 0;
    source->consumed++;
}

static void skip_space(struct __source *source)
{
    while (isspace(__scan_peek(source)))
        __scan_consume(source);
}

int __scan_accept(struct __source *source, struct __scanning *c, const char *set)
{
    if (c->width <= 0 || __scan_peek(source) == EOF || __scan_peek(source) == '\0' || !strchr(set, __scan_peek(source)))
        return 0;
    __scan_consume(source);
    c->width--;
    return 1;
}

static int digit_value(int c)
{
    return isdigit(c) ? c - '0' : isalpha(c) ? tolower(c) - 'a' + 10 : 99;
}

/* Reads an integer of this base, 0 meaning as in C source; whether there was one. */
static int read_integer(struct __source *source, struct __scanning *c, int base, uint64_t *result)
{
    uint64_t n = 0;
    int digits = 0, negative = 0;

    if (__scan_peek(source) == '-')
        negative = 1;
    __scan_accept(source, c, "+-");
    if ((base == 0 || base == 16) && __scan_accept(source, c, "0")) {
        digits = 1;
        if (__scan_accept(source, c, "xX")) {
            base = 16;
            digits = 0;
        } else if (base == 0)
            base = 8;
    }
    if (base == 0)
        base = 10;
    for (; c->width > 0 && digit_value(__scan_peek(source)) < base; c->width--, digits++) {
        n = n * base + digit_value(__scan_peek(source));
        __scan_consume(source);
    }
    *result = negative ? -n : n;
    return digits > 0;
}

static void store_integer(void *to, int size, uint64_t n)
{
    if (size == 1)
        *(uint8_t *)to = n;
    else if (size == 2)
        *(uint16_t *)to = n;
    else if (size == 8)
        *(uint64_t *)to = n;
    else
        *(uint32_t *)to = n;
}

/* The set of %[…]; `excluded` for %[^…]. Returns where the format goes on. */
static const char *parse_set(const char *p, char member[256])
{
    int excluded = *p == '^';

    p += excluded;
    memset(member, excluded, 256);
    do { /* a ] in the first place is a member */
        if (*p == '\0')
            return p;
        if (p[1] == '-' && p[2] != ']' && p[2] != '\0') {
            int c;

            for (c = (unsigned char)p[0]; c <= (unsigned char)p[2]; c++)
                member[c] = !excluded;
            p += 2;
        } else
            member[(unsigned char)*p] = !excluded;
        p++;
    } while (*p != ']');
    return p + 1;
}

/* Reads characters while they are members, or all where `member` is NULL; how many. */
static int read_characters(struct __source *source, struct __scanning *c, const char *member, char *to)
{
    int count = 0;

    for (; c->width > 0 && __scan_peek(source) != EOF; c->width--, count++) {
        if (member && !member[__scan_peek(source)])
            break;
        if (to)
            *to++ = __scan_peek(source);
        __scan_consume(source);
    }
    return count;
}

static const char *parse_length(const char *p, struct __scanning *c)
{
    c->size = 4;
    c->wide = 0;
    for (;; p++)
        switch (*p) {
        case 'h': c->size = c->size == 2 ? 1 : 2; break;
        case 'l':
            c->size = p[-1] == 'l' ? 8 : 4;
            c->wide = 1;
            break;
        case 'L':
            c->size = 8;
            c->wide = 1;
            break;
        case 'j': c->size = 8; break;
        case 'z':
        case 't': break;
        default: return p;
        }
}

static void all_but_space(char member[256])
{
    int c;

    for (c = 0; c < 256; c++)
        member[c] = !isspace(c);
}

/* Reads a conversion from behind its %; returns where the format goes on. */
static const char *parse_conversion(const char *p, struct __scanning *c)
{
    c->store = *p != '*';
    if (*p == '*')
        p++;
    c->width = 0;
    while (isdigit((unsigned char)*p))
        c->width = 10 * c->width + (*p++ - '0');
    p = parse_length(p, c);
    c->letter = *p;
    if (c->width == 0)
        c->width = c->letter == 'c' ? 1 : INT_MAX;
    if (c->letter == '[')
        return parse_set(p + 1, c->member);
    if (c->letter == 's')
        all_but_space(c->member);
    return p + 1;
}

/* The base of an integer conversion; −1 for any other letter. */
static int base_of(char letter)
{
    switch (letter) {
    case 'd':
    case 'u': return 10;
    case 'i': return 0;
    case 'o': return 8;
    case 'x':
    case 'X':
    case 'p': return 16;
    }
    return -1;
}

enum outcome { STORED, SKIPPED, NO_MATCH, NO_INPUT };

static enum outcome convert_characters(struct __source *source, struct __scanning *c, char *to)
{
    int wanted = c->width;
    int count;

    if (c->letter == 'c')
        return read_characters(source, c, NULL, to) == wanted ? STORED : NO_INPUT;
    count = read_characters(source, c, c->member, to);
    if (count > 0 && to)
        to[count] = '\0';
    return count > 0 ? STORED : NO_MATCH;
}

/* Nobody has room for a double where the function is not there. */
static enum outcome convert_double(struct __source *source, struct __scanning *c, void *to)
{
    int (*scan)(struct __source *, struct __scanning *, void *) = __scan_double;

    return scan && scan(source, c, to) ? STORED : NO_MATCH;
}

/* Reads one value into `to`, or into nothing. */
static enum outcome convert(struct __source *source, struct __scanning *c, void *to)
{
    uint64_t n;

    if (c->letter == 'n') {
        if (to)
            store_integer(to, c->size, source->consumed);
        return SKIPPED;
    }
    if (c->letter != 'c' && c->letter != '[')
        skip_space(source);
    if (__scan_peek(source) == EOF)
        return NO_INPUT;
    if (c->letter == 'c' || c->letter == 's' || c->letter == '[')
        return convert_characters(source, c, to);
    if (strchr("efgaEFGA", c->letter))
        return convert_double(source, c, to);
    if (base_of(c->letter) < 0 || !read_integer(source, c, base_of(c->letter), &n))
        return NO_MATCH;
    if (to)
        store_integer(to, c->size, n);
    return STORED;
}

/* A character of the format that stands for itself. */
static enum outcome match(struct __source *source, char character)
{
    if (__scan_peek(source) == EOF)
        return NO_INPUT;
    if (__scan_peek(source) != (unsigned char)character)
        return NO_MATCH;
    __scan_consume(source);
    return SKIPPED;
}

int __scan(struct __source *source, const char *format, va_list arguments)
{
    struct __scanning c;
    int stored = 0, converted = 0; /* the latter with those that are read and dropped */
    enum outcome outcome = SKIPPED;

    while (*format && outcome < NO_MATCH) {
        if (isspace((unsigned char)*format)) {
            skip_space(source);
            format++;
        } else if (*format != '%')
            outcome = match(source, *format++);
        else if (format[1] == '%') {
            skip_space(source);
            outcome = match(source, '%');
            format += 2;
        } else {
            format = parse_conversion(format + 1, &c);
            outcome = convert(source, &c, c.store ? va_arg(arguments, void *) : NULL);
            converted += outcome == STORED;
            stored += outcome == STORED && c.store;
        }
    }
    return outcome == NO_INPUT && converted == 0 ? EOF : stored;
}
