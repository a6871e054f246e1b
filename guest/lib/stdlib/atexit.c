/* Functions to call at the end of the program, the last one first. */
#include "exit.h"
#include <stdlib.h>

#define HANDLERS 32

static void (*handlers[HANDLERS])(void);
static int count;

static void run_handlers(void)
{
    while (count > 0)
        handlers[--count]();
}

int atexit(void (*handler)(void))
{
    if (count == HANDLERS)
        return -1;
    handlers[count++] = handler;
    __run_exit_handlers = run_handlers;
    return 0;
}
