/* An end without the handlers of atexit() (C11 7.22.4.7). */
#include <stdlib.h>
#include <unistd.h>

static void (*handlers[32])(void);
static int count;

int at_quick_exit(void (*handler)(void))
{
    if (count == 32)
        return -1;
    handlers[count++] = handler;
    return 0;
}

void quick_exit(int status)
{
    while (count > 0)
        handlers[--count]();
    _exit(status);
}
