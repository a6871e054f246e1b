/* select, by poll. */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stddef.h>
#include <sys/select.h>

static int is_in(int fd, const fd_set *set)
{
    return set && FD_ISSET(fd, set);
}

/* Lists who is in any of the sets, and returns how many that are. */
static int list(struct pollfd fds[], int count, const fd_set *readable, const fd_set *writable)
{
    int fd, listed = 0;

    for (fd = 0; fd < count; fd++) {
        short events = (is_in(fd, readable) ? POLLIN : 0) | (is_in(fd, writable) ? POLLOUT : 0);

        if (events)
            fds[listed++] = (struct pollfd){fd, events, 0};
    }
    return listed;
}

/* Whoever is not ready is not in the set any more. */
static int keep(fd_set *set, const struct pollfd *p, short events)
{
    if (!is_in(p->fd, set) || !(p->events & events))
        return 0;
    if (p->revents & (events | POLLERR | POLLHUP))
        return 1;
    FD_CLR(p->fd, set);
    return 0;
}

static int milliseconds_of(const struct timeval *timeout)
{
    if (!timeout)
        return -1;
    return timeout->tv_sec >= INT_MAX / 1000 ? INT_MAX : timeout->tv_sec * 1000 + (timeout->tv_usec + 999) / 1000;
}

int select(int count, fd_set *readable, fd_set *writable, fd_set *exceptional, struct timeval *timeout)
{
    struct pollfd fds[FD_SETSIZE];
    int i, listed, ready = 0;

    if (count < 0 || count > FD_SETSIZE || (timeout && timeout->tv_sec < 0)) {
        errno = EINVAL;
        return -1;
    }
    listed = list(fds, count, readable, writable);
    if (poll(fds, listed, milliseconds_of(timeout)) < 0)
        return -1;
    for (i = 0; i < listed; i++)
        if (fds[i].revents & POLLNVAL) {
            errno = EBADF;
            return -1;
        }
    for (i = 0; i < listed; i++)
        ready += keep(readable, &fds[i], POLLIN) + keep(writable, &fds[i], POLLOUT);
    if (exceptional)
        FD_ZERO(exceptional);
    return ready;
}
