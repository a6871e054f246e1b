/*
 * The journal (OSTEP chapter 42): what belongs together comes to the disk together, whenever the machine stops. All that
 * operations change gathers in buffers, in memory, and is one transaction. How it comes to the disk is yours to write:
 * see journal_commit. At the next start journal_recover() does again what a header in the journal says.
 */
#include <errno.h>
#include "cpu.h"
#include "defs.h"
#include "file.h"

/* The most blocks that one operation changes; the largest are a long write, and a name that takes the place of a file. */
#define MAX_OPERATION 26

/* A transaction is committed after this many instructions. */
#define MAX_AGE (5 * CLOCK_HZ)

_Static_assert(MAX_OPERATION <= VSFS_JOURNAL_BLOCKS, "an operation does not fit the journal");
_Static_assert(sizeof(struct vsfs_journal) <= SECTOR_SIZE, "the header of the journal does not fit a sector");

static unsigned first; /* block of the journal: the header */

/* A block with the header in it. */
static union {
    struct vsfs_journal journal;
    unsigned char block[VSFS_BLOCK_SIZE];
} header;

static unsigned long long begun; /* the transaction: the instruction count */

/* Writes the header, of a transaction with so many blocks. */
static int write_header(unsigned count)
{
    header.journal.count = count;
    return disk_write(first, &header);
}

/* The blocks of the transaction, to the journal behind its header. */
static int write_blocks(void)
{
    struct buffer *buffer;
    unsigned count = 0;

    for (buffer = next_changed(0); buffer; buffer = next_changed(buffer)) {
        header.journal.blocks[count++] = buffer->block;
        if (disk_write(first + count, buffer->data) < 0)
            return -EIO;
    }
    return 0;
}

/* The blocks, to where they belong. From then on they are as on the disk. */
static void write_home(void)
{
    struct buffer *buffer;

    for (buffer = next_changed(0); buffer; buffer = next_changed(buffer)) {
        if (disk_write(buffer->block, buffer->data) < 0)
            panic("block %d cannot be written", buffer->block);
        buffer_clean(buffer);
    }
}

/* Brings all that has been changed to the disk. The caller holds the file system. */
int journal_commit(void)
{
    unsigned count = buffers_changed();

    if (count == 0)
        return 0;
    (void)write_blocks; /* yours to write: now the blocks go right to where they belong */
    (void)write_header;
    write_home();
    return 0;
}

/* Before an operation: there must be room for what it will change. */
void journal_begin(void)
{
    if (buffers_changed() + MAX_OPERATION > VSFS_JOURNAL_BLOCKS)
        journal_commit();
    if (buffers_changed() == 0)
        begun = clock_now();
}

/* After an operation. */
void journal_end(void)
{
    if (buffers_changed() > 0 && clock_now() - begun > MAX_AGE)
        journal_commit();
}

/* Copies block number i of the journal to where it belongs. */
static int copy_home(unsigned i)
{
    static unsigned char block[VSFS_BLOCK_SIZE];

    if (disk_read(first + 1 + i, block) < 0)
        return -EIO;
    return disk_write(header.journal.blocks[i], block);
}

/* At the start: does what a transaction in the journal says. No block is in memory yet but the superblock. */
int journal_recover(unsigned journal)
{
    unsigned i;

    first = journal;
    if (disk_read(first, &header) < 0)
        return -EIO;
    if (header.journal.magic != VSFS_JOURNAL_MAGIC || header.journal.count > VSFS_JOURNAL_BLOCKS)
        panic("the journal is damaged: magic number %x, %d blocks", header.journal.magic, header.journal.count);
    for (i = 0; i < header.journal.count; i++)
        if (copy_home(i) < 0)
            return -EIO;
    return header.journal.count > 0 ? write_header(0) : 0;
}
