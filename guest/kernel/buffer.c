/*
 * The buffer cache: the disk blocks that were used last, in memory. A block that has been changed stays here until the
 * journal has brought it to the disk, together with all that was changed with it (journal.c).
 *
 * While a buffer is read from the disk it is busy: whoever wants that block sleeps on that buffer, and nobody else waits.
 * One that is written needs no such lock, since nobody changes it meanwhile (fs_begin), nor is it given to another block
 * before it is on the disk. A buffer that is not busy is its caller's until the caller waits for something, and no longer:
 * then it may have become that of another block.
 */
#include <errno.h>
#include <string.h>
#include "defs.h"
#include "file.h"

_Static_assert(NBUFFER > VSFS_JOURNAL_BLOCKS + 3, "the buffers that can change at a time leave none for other blocks");

static struct buffer buffers[NBUFFER];
static unsigned uses;    /* so far; it may wrap: only the differences count */
static unsigned changed; /* buffers */

/* The address of this stands for a buffer that can be given to another block. */
static const char spare;

/* The buffer of a block that is in memory, or on its way there; 0 if it is not. */
static struct buffer *find_buffer(unsigned block)
{
    struct buffer *buffer;

    for (buffer = buffers; buffer < &buffers[NBUFFER]; buffer++)
        if (buffer->block == block && (buffer->valid || buffer->busy))
            return buffer;
    return 0;
}

/*
 * One that holds nothing; else, of the buffers that are as on the disk, the one that was not used for longest. 0 if all of them
 * are busy.
 */
static struct buffer *oldest_buffer(void)
{
    struct buffer *buffer, *oldest = 0;
    unsigned longest = 0;

    for (buffer = buffers; buffer < &buffers[NBUFFER]; buffer++) {
        unsigned age = uses - buffer->last_used;

        if (buffer->busy || buffer->changed)
            continue;
        if (!buffer->valid)
            return buffer;
        if (!oldest || age > longest) {
            oldest = buffer;
            longest = age;
        }
    }
    return oldest;
}

/* Gives a block the buffer of another one. */
static struct buffer *take_buffer(unsigned block)
{
    struct buffer *buffer = oldest_buffer();

    if (buffer) {
        buffer->valid = 0;
        buffer->block = block;
    }
    return buffer;
}

/*
 * A buffer for a block, whose contents the caller sees to if it is not valid. After every wait it looks anew: somebody else
 * may have read the block by then, or taken the buffer.
 */
static struct buffer *buffer_for(unsigned number)
{
    for (;;) {
        struct buffer *buffer = find_buffer(number);

        if (!buffer)
            buffer = take_buffer(number);
        if (buffer && !buffer->busy) {
            buffer->last_used = ++uses;
            return buffer;
        }
        block(buffer ? (const void *)buffer : &spare, "buffer");
    }
}

/* Reads what is to be in a buffer, which nobody else uses meanwhile. */
static void fill(struct buffer *buffer)
{
    buffer->busy = 1;
    buffer->valid = disk_read(buffer->block, buffer->data) == 0;
    buffer->busy = 0;
    wakeup(buffer);
    wakeup(&spare);
}

/* The block with its contents; 0 if the disk fails. */
struct buffer *buffer_read(unsigned block)
{
    struct buffer *buffer = buffer_for(block);

    if (!buffer->valid)
        fill(buffer);
    return buffer->valid ? buffer : 0;
}

/* The caller has changed a block. */
void buffer_change(struct buffer *buffer)
{
    if (buffer->changed)
        return;
    if (changed == VSFS_JOURNAL_BLOCKS)
        panic("more than %d blocks in one transaction", VSFS_JOURNAL_BLOCKS);
    buffer->changed = 1;
    changed++;
}

/* Makes a block all zeros. */
void buffer_zero(unsigned block)
{
    struct buffer *buffer = buffer_for(block);

    buffer->valid = 1;
    memset(buffer->data, 0, VSFS_BLOCK_SIZE);
    buffer_change(buffer);
}

/* A block that has been changed is on the disk now. */
void buffer_clean(struct buffer *buffer)
{
    if (!buffer->changed)
        return;
    buffer->changed = 0;
    changed--;
}

/* What is in a block does not matter any more: it need not go to the disk. */
void buffer_forget(unsigned block)
{
    struct buffer *buffer = find_buffer(block);

    if (!buffer)
        return; /* it cannot be busy: who reads a file holds it, and this block is that of no file */
    buffer->valid = 0;
    buffer_clean(buffer);
}

unsigned buffers_changed(void)
{
    return changed;
}

/* The next changed buffer behind this one, the first for 0; 0 if there is none. */
struct buffer *next_changed(struct buffer *buffer)
{
    for (buffer = buffer ? buffer + 1 : buffers; buffer < &buffers[NBUFFER]; buffer++)
        if (buffer->changed)
            return buffer;
    return 0;
}
