/* Opening files. */
#ifndef _FCNTL_H
#define _FCNTL_H

#include <sys/stat.h>
#include <sys/types.h>

#define O_RDONLY 0
#define O_WRONLY 1
#define O_RDWR 2
#define O_ACCMODE 3
#define O_CREAT 0100
#define O_EXCL 0200
#define O_TRUNC 01000
#define O_APPEND 02000
#define O_NONBLOCK 04000
#define O_DIRECTORY 0200000
#define O_CLOEXEC 02000000

#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif

/* The mode is wanted with O_CREAT. */
int open(const char *path, int flags, ...);
int creat(const char *path, mode_t mode);

#define F_DUPFD 0 /* a second descriptor, not below the argument */
#define F_GETFD 1 /* the flags of the descriptor: FD_CLOEXEC */
#define F_SETFD 2
#define F_GETFL 3 /* the flags of the open file: how it was opened, O_APPEND, O_NONBLOCK */
#define F_SETFL 4 /* sets the last two */
#define F_DUPFD_CLOEXEC 1030

#define FD_CLOEXEC 1 /* exec closes the descriptor */

int fcntl(int fd, int command, ...);

#endif
