/* Formatted input, wherever it comes from: the part that the scanf family shares. */
#include <stdarg.h>

/* Gives the text, a character at a time; EOF at its end. */
struct __source {
    int (*next)(struct __source *source);
    int ahead;    /* a character that was looked at, if `looked` */
    int looked;
    int consumed; /* characters so far, for %n */
};

/* One conversion: %[*][width][length]letter */
struct __scanning {
    int store; /* no `*` */
    int width; /* 0 if there is none; then how many more characters may be read */
    int size;  /* bytes of what is stored */
    int wide;  /* l or L, which make a double of a float */
    char letter;
    char member[256]; /* of %[ and %s: the characters that it takes */
};

int __scan_peek(struct __source *source);
void __scan_consume(struct __source *source);

/* Takes the character if it is one of `set` and the width is not used up. */
int __scan_accept(struct __source *source, struct __scanning *c, const char *set);

/* One of the conversions e, f, g and a; whether there was a number. The compiler has it linked to a program that passes
   the address of one to a function with variable arguments. */
__attribute__((weak)) int __scan_double(struct __source *source, struct __scanning *c, void *to);

/* Returns the number of values stored, or EOF if the text ends before the first conversion. A character that was
   looked at and not consumed is left in `ahead`. */
int __scan(struct __source *source, const char *format, va_list arguments);
