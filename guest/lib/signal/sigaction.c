/* sigaction(): the kernel has to know where a handler returns to, and that is the library's matter. */
#include <signal.h>

void __signal_restorer(void);
int __sigaction(int signal, const struct sigaction *action, struct sigaction *old);

int sigaction(int signal, const struct sigaction *action, struct sigaction *old)
{
    struct sigaction complete;

    if (!action)
        return __sigaction(signal, 0, old);
    complete = *action;
    complete.sa_restorer = __signal_restorer;
    return __sigaction(signal, &complete, old);
}
