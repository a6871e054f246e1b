/* The names of <inttypes.h>. */
#include <inttypes.h>
#include <stdlib.h>

intmax_t strtoimax(const char *s, char **end, int base)
{
    return strtoll(s, end, base);
}

uintmax_t strtoumax(const char *s, char **end, int base)
{
    return strtoull(s, end, base);
}
