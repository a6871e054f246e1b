/* Formatted input, wherever it comes from: the part that the scanf family shares. */
#include <stdarg.h>

/* Gives the text, a character at a time; EOF at its end. */
struct __source {
    int (*next)(struct __source *source);
    int ahead;    /* a character that was looked at, if `looked` */
    int looked;
    int consumed; /* characters so far, for %n */
};

/* Returns the number of values stored, or EOF if the text ends before the first conversion. A character that was
   looked at and not consumed is left in `ahead`. */
int __scan(struct __source *source, const char *format, va_list arguments);
