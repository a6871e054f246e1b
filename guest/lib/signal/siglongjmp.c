/* sigsetjmp and siglongjmp: setjmp and longjmp with the blocked signals, which a jump out of a handler has to set back. */
#include <setjmp.h>
#include <signal.h>

void __save_signals(sigjmp_buf place, int save)
{
    place->saved = save;
    if (save)
        sigprocmask(SIG_SETMASK, 0, &place->blocked);
}

void siglongjmp(sigjmp_buf place, int value)
{
    if (place->saved)
        sigprocmask(SIG_SETMASK, &place->blocked, 0);
    longjmp(place->registers, value);
}
