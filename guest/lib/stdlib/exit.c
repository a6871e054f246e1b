/* The end of a program. The parts of the library that have something to do then say so by setting a hook, so
   that a program without them does not carry them. */
#include "exit.h"
#include <stdlib.h>
#include <unistd.h>

void (*__run_exit_handlers)(void);
void (*__close_stdio)(void);

void exit(int status)
{
    if (__run_exit_handlers)
        __run_exit_handlers();
    if (__close_stdio)
        __close_stdio();
    _exit(status);
}
