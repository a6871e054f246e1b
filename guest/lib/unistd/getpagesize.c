/* The size of a page. */
#include <toy32.h>
#include <unistd.h>

int getpagesize(void)
{
    return PAGE_SIZE;
}
