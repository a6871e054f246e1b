/* What a failed assert() does. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

void __assert_fail(const char *expression, const char *file, int line)
{
    fflush(NULL);
    dprintf(2, "%s:%d: assertion failed: %s\n", file, line, expression);
    abort();
}
