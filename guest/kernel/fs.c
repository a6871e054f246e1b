/*
 * The file system (see vsfs.h, and OSTEP chapter 40) in layers, each a file that uses the one below:
 *
 *     names.c       names that come, go and move
 *     path.c        where paths lead
 *     procfs.c      what is below /proc, and on no disk
 *     directory.c   the names in one directory
 *     inode.c       files without names: bytes in blocks
 *     fs.c          the superblock, and which blocks and inodes are free
 *     journal.c     what is changed together comes to the disk together
 *     buffer.c      blocks in memory
 *     disk.c        the device
 */
#include <errno.h>
#include "defs.h"
#include "file.h"
#include "proc.h"

static struct vsfs_superblock superblock;

/*
 * Changes come one after the other: a thread that waits for the disk in the middle of one must find things as it left
 * them. Every operation that changes blocks stands between fs_begin and fs_end, and is done as a whole or not at all,
 * whenever the machine stops; it has a bounded number of blocks, so that the wait for it ends. What is part of another
 * operation stands between the same two, and is done with it.
 *
 * Who only reads does not wait here. It holds one inode at a time, that of the file which it reads: so it finds a file
 * or a directory as it was before a change, or as it is after it.
 */
static struct sleeplock changes;
static unsigned depth; /* operations that are part of the one that goes on */

void fs_begin(void)
{
    if (changes.holder == current_thread) {
        depth++;
        return;
    }
    lock_take(&changes, "file system");
    journal_begin();
}

void fs_end(void)
{
    if (depth > 0) {
        depth--;
        return;
    }
    journal_end();
    lock_release(&changes);
}

/* All that has been changed is on the disk once this returns. */
int fs_sync(void)
{
    int result;

    if (buffers_changed() == 0)
        return 0;
    fs_begin();
    result = journal_commit();
    fs_end();
    return result;
}

/* --- bitmaps --- */

/* The first bit from `from` that is clear, in the words of one block; VSFS_BITS_PER_BLOCK if all are set. */
static unsigned clear_bit(const struct buffer *buffer, unsigned from)
{
    const unsigned *words = (const unsigned *)buffer->data;
    unsigned bit = from;

    while (bit < VSFS_BITS_PER_BLOCK && (words[bit / 32] >> bit % 32 & 1))
        bit += words[bit / 32] == ~0u ? 32 - bit % 32 : 1;
    return bit;
}

/* Sets the first clear bit of a bitmap of so many bits, and returns its number. */
static int bitmap_alloc(unsigned bitmap, unsigned from, unsigned bits)
{
    unsigned start, bit;

    for (start = 0; start < bits; start += VSFS_BITS_PER_BLOCK) {
        struct buffer *buffer = buffer_read(bitmap + start / VSFS_BITS_PER_BLOCK);

        if (!buffer)
            return -EIO;
        bit = clear_bit(buffer, start == 0 ? from : 0);
        if (bit == VSFS_BITS_PER_BLOCK || start + bit >= bits)
            continue;
        buffer->data[bit / 8] |= 1 << bit % 8;
        buffer_change(buffer);
        return start + bit;
    }
    return -ENOSPC;
}

static void bitmap_free(unsigned bitmap, unsigned bit)
{
    struct buffer *buffer = buffer_read(bitmap + bit / VSFS_BITS_PER_BLOCK);

    if (!buffer)
        return;
    bit %= VSFS_BITS_PER_BLOCK;
    buffer->data[bit / 8] &= ~(1 << bit % 8);
    buffer_change(buffer);
}

/* A block of zeros for a file; -ENOSPC if the disk is full. */
int block_alloc(void)
{
    int block = bitmap_alloc(superblock.data_bitmap, 0, superblock.blocks);

    if (block > 0)
        buffer_zero(block);
    return block;
}

void block_free(unsigned block)
{
    buffer_forget(block);
    bitmap_free(superblock.data_bitmap, block);
}

/* The number of an inode that nobody uses; 0 means none, so it is never given out. */
int inode_number_alloc(void)
{
    return bitmap_alloc(superblock.inode_bitmap, 1, superblock.inodes);
}

void inode_number_free(unsigned number)
{
    bitmap_free(superblock.inode_bitmap, number);
}

/* The block of the inode table that an inode lies in; 0 if there is no such inode. */
unsigned inode_block(unsigned number)
{
    if (number == 0 || number >= superblock.inodes)
        return 0;
    return superblock.inode_table + number / VSFS_INODES_PER_BLOCK;
}

/* --- the start --- */

/* A file whose last name had gone when the machine stopped, while somebody had it open: it goes now. */
static void free_nameless(unsigned number)
{
    struct inode *inode;

    if (inode_get(number, &inode) == 0)
        inode_release(inode);
}

/* Whether any inode from this one on, as many as are in a block, is in use. */
static int any_in_use(unsigned first)
{
    unsigned bitmap = superblock.inode_bitmap + first / VSFS_BITS_PER_BLOCK, byte = first % VSFS_BITS_PER_BLOCK / 8, i;
    struct buffer *buffer = buffer_read(bitmap);

    for (i = 0; buffer && i < VSFS_INODES_PER_BLOCK / 8; i++)
        if (buffer->data[byte + i])
            return 1;
    return 0;
}

static void free_all_nameless(void)
{
    unsigned number;

    for (number = VSFS_ROOT_INODE; number < superblock.inodes; number++) {
        unsigned place = number % VSFS_INODES_PER_BLOCK;
        struct buffer *buffer;

        if ((place == 0 || number == VSFS_ROOT_INODE) && !any_in_use(number - place)) {
            number += VSFS_INODES_PER_BLOCK - 1 - place;
            continue;
        }
        buffer = buffer_read(inode_block(number));
        if (buffer && inode_is_nameless(buffer, number))
            free_nameless(number);
    }
}

/*
 * The superblock never changes. What the journal has to do comes first: only then are all other blocks to be trusted.
 */
void fs_mount(void)
{
    struct buffer *buffer = buffer_read(0);

    if (!buffer)
        panic("the disk cannot be read");
    superblock = *(struct vsfs_superblock *)buffer->data;
    if (superblock.magic != VSFS_MAGIC)
        panic("no file system on the disk: magic number %x", superblock.magic);
    if (journal_recover(superblock.journal) < 0)
        panic("the journal cannot be read or done");
    free_all_nameless();
    fs_sync();
    procfs_init();
}
