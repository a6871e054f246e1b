/* signal(), as BSD and Linux have it: the handler stays, and what it interrupts is made again. */
#include <signal.h>

void (*signal(int signal, void (*handler)(int)))(int)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART}, old;

    return sigaction(signal, &action, &old) < 0 ? SIG_ERR : old.sa_handler;
}
