/* The end of the heap as an address. */
#include <unistd.h>

int brk(void *end)
{
    return sbrk((char *)end - (char *)sbrk(0)) == (void *)-1 ? -1 : 0;
}
