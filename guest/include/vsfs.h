/* The file system on the disk, after OSTEP chapter 40. Generated from src/disk/layout.ts: do not edit.
 *
 *     block 0      superblock
 *     then         bitmap of inodes, bitmap of blocks, table of inodes, journal, data; the superblock says where
 */
#ifndef VSFS_H
#define VSFS_H

#define VSFS_BLOCK_SIZE 4096         /* bytes of a block */
#define VSFS_MAGIC 0x73667376        /* "vsfs" */
#define VSFS_JOURNAL_BLOCKS 44       /* blocks that one transaction can change */
#define VSFS_JOURNAL_MAGIC 0x6c6e726a /* "jrnl" */
#define VSFS_ROOT_INODE 1            /* the root directory; inode 0 is unused */
#define VSFS_DEVICE_CONSOLE 1        /* the number of the device /dev/console */
#define VSFS_DEVICE_NULL 2           /* the number of the device /dev/null */
#define VSFS_DEVICE_ZERO 3           /* the number of the device /dev/zero */
#define VSFS_DIRECT_BLOCKS 12        /* block numbers in the inode itself */
#define VSFS_INDIRECT_BLOCKS 1024    /* block numbers in an indirect block */
#define VSFS_MAX_FILE_BLOCKS 1049612 /* blocks of the largest file */
#define VSFS_MAX_FILE_SIZE 0x7fffffff /* bytes of the largest file */
#define VSFS_NAME_SIZE 28            /* bytes of a name */
#define VSFS_INODE_SIZE 64           /* bytes of a struct vsfs_inode */
#define VSFS_INODES_PER_BLOCK 64
#define VSFS_ENTRIES_PER_BLOCK 128   /* directory entries in a block */
#define VSFS_BITS_PER_BLOCK 32768    /* of a bitmap; bit N is bit N % 8 of byte N / 8 */

struct vsfs_superblock {
    unsigned int magic;              /* VSFS_MAGIC */
    unsigned int blocks;             /* blocks of the disk */
    unsigned int inodes;             /* inodes in the table, inode 0 included */
    unsigned int inode_bitmap;       /* first block of the bitmap of inodes: bit 1, in use */
    unsigned int data_bitmap;        /* first block of the bitmap of blocks, from block 0 of the disk on */
    unsigned int inode_table;        /* first block of the inodes */
    unsigned int journal;            /* first block of the journal: its header; behind it VSFS_JOURNAL_BLOCKS */
    unsigned int data;               /* first block of data; those before it are always in use */
};

struct vsfs_journal {
    unsigned int magic;              /* VSFS_JOURNAL_MAGIC */
    unsigned int count;              /* blocks behind this one that belong to a transaction that is to be done; 0: none is */
    unsigned int blocks[44];         /* where each of them belongs */
};

struct vsfs_inode {
    unsigned short mode;             /* type and permissions, as in sys/stat.h; 0: the inode is free */
    unsigned short links;            /* directory entries that name it, "." and ".." included */
    unsigned int size;               /* bytes */
    unsigned int direct[12];         /* its first blocks; 0: a hole, which reads as zeros. Of a device, the first is its number */
    unsigned int indirect;           /* a block of the numbers of the next blocks, or 0 */
    unsigned int double_indirect;    /* a block of the numbers of indirect blocks, or 0 */
};

struct vsfs_dirent {
    unsigned int inode;              /* 0: the entry is free */
    char name[28];                   /* padded with NUL; the longest has none */
};

#endif
