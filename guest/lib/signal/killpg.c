/* A signal for all processes of a group. */
#include <errno.h>
#include <signal.h>

int killpg(pid_t group, int signal)
{
    if (group < 0) {
        errno = EINVAL;
        return -1;
    }
    return kill(-group, signal);
}
