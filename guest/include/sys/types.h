/* The types of the system calls. */
#ifndef _SYS_TYPES_H
#define _SYS_TYPES_H

#include <stddef.h>

typedef int ssize_t;
typedef int off_t;
typedef int pid_t;
typedef unsigned int mode_t;
typedef unsigned int uid_t;
typedef unsigned int gid_t;
typedef unsigned int id_t;
typedef unsigned int ino_t;
typedef unsigned int nlink_t;
typedef unsigned int useconds_t;
typedef int suseconds_t;
typedef int time_t;
typedef int clockid_t;

#endif
