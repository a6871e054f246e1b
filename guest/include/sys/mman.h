/* Files in memory, and memory that processes share. What is mapped lies at the multiple of a page. */
#ifndef _SYS_MMAN_H
#define _SYS_MMAN_H

#include <sys/types.h>

#define PROT_NONE 0
#define PROT_READ 1
#define PROT_WRITE 2
#define PROT_EXEC 4

#define MAP_SHARED 0x01    /* what is written is seen by all who share it, and comes to the file */
#define MAP_PRIVATE 0x02   /* what is written is the process's own */
#define MAP_FIXED 0x10     /* at this address, in place of what is mapped there */
#define MAP_ANONYMOUS 0x20 /* no file: zeros */
#define MAP_ANON MAP_ANONYMOUS

#define MAP_FAILED ((void *)-1)

#define MS_ASYNC 1
#define MS_INVALIDATE 2
#define MS_SYNC 4

void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset);
int munmap(void *address, size_t length);
int mprotect(void *address, size_t length, int protection);
int msync(void *address, size_t length, int flags);

#endif
