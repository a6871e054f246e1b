/* Waiting for several open files at once. */
#ifndef _POLL_H
#define _POLL_H

typedef unsigned int nfds_t;

struct pollfd {
    int fd; /* negative: none */
    short events;
    short revents;
};

#define POLLIN 0x001  /* there is something to read, or the end of it */
#define POLLPRI 0x002 /* never */
#define POLLOUT 0x004 /* PIPE_BUF bytes can be written without waiting */
#define POLLERR 0x008 /* nobody can read what is written */
#define POLLHUP 0x010 /* nobody can write any more */
#define POLLNVAL 0x020 /* no open file */

int poll(struct pollfd fds[], nfds_t count, int milliseconds);

#endif
