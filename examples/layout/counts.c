/* Counts its own calls, in a static variable that no other file sees (OSTEP 13.3). */
#include "layout.h"

static int calls;

int count(void)
{
    return ++calls;
}

int *counter(void)
{
    return &calls;
}
