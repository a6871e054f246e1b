/* What a descriptor stands for, and what is behind it. */
#ifndef FILE_H
#define FILE_H

#include <vsfs.h>

enum file_type { FILE_NONE, FILE_INODE, FILE_PIPE, FILE_CONSOLE };

/* An open file. Descriptors made by dup and fork share it, and so its offset. */
struct file {
    enum file_type type;
    int references; /* descriptors; 0: this entry is free */
    int readable;
    int writable;
    int append;           /* FILE_INODE: every write goes to the end */
    unsigned offset;      /* FILE_INODE */
    struct inode *inode;  /* FILE_INODE */
    struct pipe *pipe;    /* FILE_PIPE */
};

/* An inode in memory: a copy of the one on the disk, shared by all who use it. */
struct inode {
    unsigned number;
    int references; /* 0: this entry is free */
    struct vsfs_inode disk;
};

/* A disk block in memory. */
struct buffer {
    unsigned block;
    int valid;          /* holds the contents of that block */
    unsigned last_used; /* to find the one that was not used for longest */
    unsigned char data[VSFS_BLOCK_SIZE];
};

#endif
