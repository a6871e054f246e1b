/*
 * Inodes: files without names. An inode in use is kept in memory once, however many have the file open. A file whose
 * last name is gone lives until the last of them lets go.
 *
 * Whoever reads or changes the bytes of a file holds its inode, and nobody else's: others of that file wait, no one besides.
 */
#include <errno.h>
#include <string.h>
#include "defs.h"
#include "file.h"

#define PER_BLOCK VSFS_INDIRECT_BLOCKS

static struct inode inodes[NINODE];

/* --- from the disk, and back --- */

/* The inode on the disk, in the buffer of its block. */
static struct vsfs_inode *inode_in(struct buffer *buffer, unsigned number)
{
    return (struct vsfs_inode *)buffer->data + number % VSFS_INODES_PER_BLOCK;
}

static struct inode *find_inode(unsigned number)
{
    struct inode *inode;

    for (inode = inodes; inode < &inodes[NINODE]; inode++)
        if (inode->references > 0 && inode->number == number)
            return inode;
    return 0;
}

static struct inode *unused_inode(void)
{
    struct inode *inode;

    for (inode = inodes; inode < &inodes[NINODE]; inode++)
        if (inode->references == 0)
            return inode;
    return 0;
}

/* One more user of an inode. */
struct inode *inode_again(struct inode *inode)
{
    inode->references++;
    return inode;
}

/*
 * A use of the inode with this number, without waiting: nobody can take the file away any more. What is in the inode is known
 * after inode_load only. 0 if too many are in use.
 */
struct inode *inode_claim(unsigned number)
{
    struct inode *inode = find_inode(number);

    if (inode)
        return inode_again(inode);
    inode = unused_inode();
    if (!inode)
        return 0;
    memset(inode, 0, sizeof *inode);
    inode->number = number;
    return inode_again(inode);
}

/* Nothing that may need another inode is done until it is let go: no path is walked, and no page of a process is brought. */
void inode_lock(struct inode *inode)
{
    lock_take(&inode->lock, "file");
}

void inode_unlock(struct inode *inode)
{
    lock_release(&inode->lock);
}

/* Two may do this at once: to both the disk says the same, and who comes second changes nothing any more. */
static int load(struct inode *inode)
{
    struct buffer *buffer = inode_block(inode->number) ? buffer_read(inode_block(inode->number)) : 0;

    if (!buffer)
        return -EIO;
    if (!inode->loaded)
        inode->disk = *inode_in(buffer, inode->number);
    inode->loaded = 1;
    return 0;
}

/* An inode that has been claimed, with what is in it; the use of it ends if the disk fails. -ENFILE for none. */
int inode_load(struct inode *inode, struct inode **found)
{
    int result = 0;

    if (!inode)
        return -ENFILE;
    if (!inode->loaded)
        result = load(inode);
    if (result < 0)
        inode->references--;
    *found = inode;
    return result;
}

/* The inode with this number, for one more user; an error if there is none or too many are in use. */
int inode_get(unsigned number, struct inode **found)
{
    return inode_load(inode_claim(number), found);
}

/* Writes an inode to the disk, after a change. */
int inode_update(struct inode *inode)
{
    struct buffer *buffer;

    if (procfs_has(inode))
        return -EROFS;
    buffer = buffer_read(inode_block(inode->number));
    if (!buffer)
        return -EIO;
    *inode_in(buffer, inode->number) = inode->disk;
    buffer_change(buffer);
    return 0;
}

/* Whether an inode, in the buffer of its block, is in use and has no name. */
int inode_is_nameless(const struct buffer *buffer, unsigned number)
{
    const struct vsfs_inode *inode = (const struct vsfs_inode *)buffer->data + number % VSFS_INODES_PER_BLOCK;

    return inode->mode != 0 && inode->links == 0;
}

/* A new empty inode, of what its mode says, on the disk with as many links as the caller is about to make. */
int inode_create(mode_t mode, unsigned links, struct inode **created)
{
    struct inode *inode;
    int number = inode_number_alloc();

    if (number < 0)
        return number;
    inode = inode_claim(number);
    if (!inode) {
        inode_number_free(number);
        return -ENFILE;
    }
    inode->loaded = 1;
    inode->disk.mode = mode;
    inode->disk.links = links;
    *created = inode;
    return inode_update(inode);
}

/* A file that nobody can find or use any more. */
static void free_inode(struct inode *inode)
{
    fs_begin();
    inode_truncate(inode, 0);
    inode->disk.mode = 0;
    inode_update(inode);
    inode_number_free(inode->number);
    fs_end();
}

/* One user less. The last one of a file without a name frees it. */
void inode_release(struct inode *inode)
{
    if (inode->references == 1 && inode->disk.links == 0)
        free_inode(inode);
    inode->references--;
}

/* --- which block holds which bytes --- */

/*
 * Each of these follows a pointer to a block and returns the block's number, 0 where there is none. With allocate, a
 * missing block is made.
 */
static int follow(unsigned *pointer, int allocate)
{
    if (*pointer == 0 && allocate) {
        int block = block_alloc();

        if (block < 0)
            return block;
        *pointer = block;
    }
    return *pointer;
}

/* The same for pointer number index of an indirect block. */
static int follow_in(unsigned indirect, unsigned index, int allocate)
{
    struct buffer *buffer = buffer_read(indirect);
    unsigned pointer;
    int block;

    if (!buffer)
        return -EIO;
    pointer = ((unsigned *)buffer->data)[index];
    if (pointer != 0 || !allocate)
        return pointer;
    block = follow(&pointer, allocate);
    if (block < 0)
        return block;
    buffer = buffer_read(indirect);
    if (!buffer)
        return -EIO;
    ((unsigned *)buffer->data)[index] = pointer;
    buffer_change(buffer);
    return block;
}

/* The block that holds block number index of the file: direct, indirect or double indirect. */
static int file_block(struct inode *inode, unsigned index, int allocate)
{
    int table;

    if (index < VSFS_DIRECT_BLOCKS)
        return follow(&inode->disk.direct[index], allocate);
    index -= VSFS_DIRECT_BLOCKS;
    if (index < PER_BLOCK) {
        table = follow(&inode->disk.indirect, allocate);
        return table > 0 ? follow_in(table, index, allocate) : table;
    }
    index -= PER_BLOCK;
    if (index >= PER_BLOCK * PER_BLOCK)
        return -EFBIG;
    table = follow(&inode->disk.double_indirect, allocate);
    if (table > 0)
        table = follow_in(table, index / PER_BLOCK, allocate);
    return table > 0 ? follow_in(table, index % PER_BLOCK, allocate) : table;
}

/* How many blocks of the file lie below one pointer, which leads to them over so many blocks of pointers. */
static unsigned span(int depth)
{
    return depth == 0 ? 1 : PER_BLOCK * span(depth - 1);
}

static int free_from(unsigned *pointer, int depth, unsigned first);

/* The same as free_from, for pointer number index of an indirect block; keep: that block stays, and must be right. */
static int free_in(unsigned indirect, unsigned index, int depth, unsigned first, int keep)
{
    struct buffer *buffer = buffer_read(indirect);
    unsigned pointer;
    int result;

    if (!buffer)
        return -EIO;
    pointer = ((unsigned *)buffer->data)[index];
    if (pointer == 0)
        return 0;
    result = free_from(&pointer, depth, first);
    if (result < 0 || !keep || pointer != 0)
        return result;
    buffer = buffer_read(indirect);
    if (!buffer)
        return -EIO;
    ((unsigned *)buffer->data)[index] = 0;
    buffer_change(buffer);
    return 0;
}

/*
 * Frees what lies below a pointer, from block number first of it on. If that is all of it, the blocks of pointers go
 * too, and the pointer becomes 0.
 */
static int free_from(unsigned *pointer, int depth, unsigned first)
{
    unsigned i, below = depth > 0 ? span(depth - 1) : 1;
    int result = 0;

    if (*pointer == 0)
        return 0;
    for (i = first / below; depth > 0 && i < PER_BLOCK && result == 0; i++)
        result = free_in(*pointer, i, depth - 1, i == first / below ? first % below : 0, first > 0);
    if (first > 0 || result < 0)
        return result;
    block_free(*pointer);
    *pointer = 0;
    return 0;
}

static unsigned beyond(unsigned first, unsigned start)
{
    return first > start ? first - start : 0;
}

/* Frees the blocks of a file from block number first on. */
static int free_blocks(struct inode *inode, unsigned first)
{
    const unsigned single = VSFS_DIRECT_BLOCKS, twice = single + PER_BLOCK;
    unsigned i;
    int result = 0;

    for (i = first; i < VSFS_DIRECT_BLOCKS; i++)
        free_from(&inode->disk.direct[i], 0, 0);
    if (first < twice)
        result = free_from(&inode->disk.indirect, 1, beyond(first, single));
    if (result == 0)
        result = free_from(&inode->disk.double_indirect, 2, beyond(first, twice));
    return result;
}

/* What lies in the last block behind the end of the file must be zeros, should the file grow again. */
static int clear_tail(struct inode *inode)
{
    unsigned used = inode->disk.size % VSFS_BLOCK_SIZE;
    int block = used > 0 ? file_block(inode, inode->disk.size / VSFS_BLOCK_SIZE, 0) : 0;
    struct buffer *buffer = block > 0 ? buffer_read(block) : 0;

    if (block <= 0)
        return block;
    if (!buffer)
        return -EIO;
    memset(buffer->data + used, 0, VSFS_BLOCK_SIZE - used);
    buffer_change(buffer);
    return 0;
}

static int shorten(struct inode *inode, unsigned size)
{
    int result;

    shared_truncate(inode, size);
    result = free_blocks(inode, (size + VSFS_BLOCK_SIZE - 1) / VSFS_BLOCK_SIZE);
    return result < 0 ? result : clear_tail(inode);
}

/* Makes a file so long: what it loses is freed, what it gains is a hole. */
int inode_truncate(struct inode *inode, unsigned size)
{
    unsigned old = inode->disk.size;
    int result = 0;

    if (size > VSFS_MAX_FILE_SIZE)
        return -EFBIG;
    if (procfs_has(inode))
        return -EROFS;
    inode_lock(inode);
    inode->disk.size = size;
    if (size < old)
        result = shorten(inode, size);
    inode_unlock(inode);
    return inode_update(inode) < 0 ? -EIO : result;
}

/* --- bytes --- */

static unsigned smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Reads bytes of one block of the file; a hole reads as zeros. */
static int read_piece(struct inode *inode, char *to, unsigned offset, unsigned count)
{
    int block = file_block(inode, offset / VSFS_BLOCK_SIZE, 0);
    struct buffer *buffer = block > 0 ? buffer_read(block) : 0;

    if (block < 0)
        return block;
    if (block > 0 && !buffer)
        return -EIO;
    if (buffer)
        memcpy(to, buffer->data + offset % VSFS_BLOCK_SIZE, count);
    else
        memset(to, 0, count);
    return 0;
}

/* Writes bytes of one block of the file. */
static int write_piece(struct inode *inode, const char *from, unsigned offset, unsigned count)
{
    char *shared = shared_page(inode, offset / VSFS_BLOCK_SIZE);
    int block = file_block(inode, offset / VSFS_BLOCK_SIZE, 1);
    struct buffer *buffer;

    if (block < 0)
        return block;
    buffer = buffer_read(block);
    if (!buffer)
        return -EIO;
    if (shared && shared != from)
        memcpy(shared + offset % VSFS_BLOCK_SIZE, from, count);
    memcpy(buffer->data + offset % VSFS_BLOCK_SIZE, from, count);
    buffer_change(buffer);
    return 0;
}

/* The same where processes share the page, which is newer than what the disk has. */
static int read_shared(struct inode *inode, char *to, unsigned offset, unsigned count)
{
    const char *shared = shared_page(inode, offset / VSFS_BLOCK_SIZE);

    if (!shared)
        return read_piece(inode, to, offset, count);
    memcpy(to, shared + offset % VSFS_BLOCK_SIZE, count);
    return 0;
}

/* Reads up to count bytes, and returns how many: less at the end of the file. The caller holds the inode. */
int inode_read(struct inode *inode, void *to, unsigned offset, unsigned count)
{
    unsigned done, piece;

    if (offset >= inode->disk.size)
        return 0;
    count = smaller(count, inode->disk.size - offset);
    for (done = 0; done < count; done += piece) {
        int result;

        piece = smaller(count - done, VSFS_BLOCK_SIZE - (offset + done) % VSFS_BLOCK_SIZE);
        result = (inode->shared ? read_shared : read_piece)(inode, (char *)to + done, offset + done, piece);
        if (result < 0)
            return result;
    }
    return done;
}

/*
 * Writes bytes, and returns how many: less if the disk gets full on the way or the file as large as can be; an error
 * if there were none, and then the file is as it was. The caller holds the inode.
 */
int inode_write(struct inode *inode, const void *from, unsigned offset, unsigned count)
{
    unsigned done, piece;
    int result = 0;

    if (count > 0 && offset >= VSFS_MAX_FILE_SIZE)
        return -EFBIG;
    count = smaller(count, VSFS_MAX_FILE_SIZE - offset);
    for (done = 0; done < count; done += piece) {
        piece = smaller(count - done, VSFS_BLOCK_SIZE - (offset + done) % VSFS_BLOCK_SIZE);
        result = write_piece(inode, (const char *)from + done, offset + done, piece);
        if (result < 0)
            break;
    }
    if (done > 0 && offset + done > inode->disk.size)
        inode->disk.size = offset + done;
    if (inode_update(inode) < 0)
        return -EIO;
    return done > 0 ? (int)done : result;
}
