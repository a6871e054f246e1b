/*
 * abort(): SIGABRT, whose handler runs first if there is one; then the breakpoint trap, for which the kernel ends the
 * program and says where. A debugger stops there and shows who called.
 */
#include <signal.h>
#include <stdlib.h>

void abort(void)
{
    struct sigaction action;

    if (sigaction(SIGABRT, 0, &action) == 0 && action.sa_handler != SIG_DFL)
        raise(SIGABRT);
    signal(SIGABRT, SIG_DFL);
    for (;;)
        __asm__ volatile("brk");
}
