/* What a descriptor stands for, and what is behind it. */
#ifndef FILE_H
#define FILE_H

#include <vsfs.h>
#include "thread.h"

#define MODE_BITS 07777 /* of a mode: all but the type */

enum file_type { FILE_NONE, FILE_INODE, FILE_PIPE, FILE_CONSOLE, FILE_NULL, FILE_ZERO, FILE_PROC };

/* An open file. Descriptors made by dup and fork share it, and so its offset. */
struct file {
    enum file_type type;
    int references; /* descriptors; 0: this entry is free */
    int readable;
    int writable;
    int append;          /* FILE_INODE: every write goes to the end */
    int nonblocking;     /* FILE_PIPE, FILE_CONSOLE: an error instead of waiting */
    unsigned offset;     /* FILE_INODE, FILE_PROC */
    struct inode *inode; /* of all that was opened by a path */
    struct pipe *pipe;   /* FILE_PIPE */
};

/* An inode in memory: a copy of the one on the disk, shared by all who use it. */
struct inode {
    unsigned number;
    int references; /* 0: this entry is free */
    int loaded;     /* what the disk has of it is in memory */
    int shared;     /* pages of it that processes have mapped and share; see shared.c */
    struct sleeplock lock; /* held while its bytes are read or changed */
    struct vsfs_inode disk;
};

/* Where a path leads. */
struct place {
    struct inode *directory;       /* has the last name of the path, or would have it */
    char name[VSFS_NAME_SIZE + 1]; /* the last name; empty for the root */
    struct inode *inode;           /* what has the name; 0: nothing has it */
    int slash;                     /* a slash stands at the end */
};

/* A disk block in memory. */
struct buffer {
    unsigned block;
    int valid;          /* holds the contents of that block */
    int busy;           /* is being read from the disk */
    int changed;        /* and they are newer than those on the disk */
    unsigned last_used; /* to find the one that was not used for longest */
    unsigned char data[VSFS_BLOCK_SIZE];
};

#endif
