/* Waiting for several open files at once, by sets of descriptors. */
#ifndef _SYS_SELECT_H
#define _SYS_SELECT_H

#include <sys/time.h>

#define FD_SETSIZE 64

typedef struct {
    unsigned int bits[FD_SETSIZE / 32];
} fd_set;

#define FD_ZERO(set) ((void)((set)->bits[0] = (set)->bits[1] = 0))
#define FD_SET(fd, set) ((void)((set)->bits[(fd) / 32] |= 1u << (fd) % 32))
#define FD_CLR(fd, set) ((void)((set)->bits[(fd) / 32] &= ~(1u << (fd) % 32)))
#define FD_ISSET(fd, set) (((set)->bits[(fd) / 32] >> (fd) % 32 & 1) != 0)

int select(int count, fd_set *readable, fd_set *writable, fd_set *exceptional, struct timeval *timeout);

#endif
