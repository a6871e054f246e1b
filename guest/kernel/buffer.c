/*
 * The buffer cache: the disk blocks that were used last, in memory. A block that has been changed stays here until the
 * journal has brought it to the disk, together with all that was changed with it (journal.c).
 *
 * A buffer belongs to its caller until the caller has asked for NBUFFER - VSFS_JOURNAL_BLOCKS - 1 others, since changed
 * ones are not given away: nobody holds more than three.
 */
#include <errno.h>
#include <string.h>
#include "defs.h"
#include "file.h"

_Static_assert(NBUFFER > VSFS_JOURNAL_BLOCKS + 3, "the buffers that can change at a time leave none for other blocks");

static struct buffer buffers[NBUFFER];
static unsigned uses;    /* so far; it may wrap: only the differences count */
static unsigned changed; /* buffers */

static unsigned age(const struct buffer *buffer)
{
    return uses - buffer->last_used;
}

/* The buffer of a block that is in memory; 0 if it is not. */
static struct buffer *find_buffer(unsigned block)
{
    struct buffer *buffer;

    for (buffer = buffers; buffer < &buffers[NBUFFER]; buffer++)
        if (buffer->valid && buffer->block == block)
            return buffer;
    return 0;
}

/* Of the buffers that are as on the disk, the one that was not used for longest. */
static struct buffer *oldest_buffer(void)
{
    struct buffer *buffer, *oldest = 0;

    for (buffer = buffers; buffer < &buffers[NBUFFER]; buffer++)
        if (!buffer->changed && (!oldest || age(buffer) > age(oldest)))
            oldest = buffer;
    return oldest;
}

/* A buffer for a block, whose contents the caller sees to if it is not valid. */
static struct buffer *buffer_for(unsigned block)
{
    struct buffer *buffer = find_buffer(block);

    if (!buffer) {
        buffer = oldest_buffer();
        buffer->valid = 0;
        buffer->block = block;
    }
    buffer->last_used = ++uses;
    return buffer;
}

/* The block with its contents; 0 if the disk fails. */
struct buffer *buffer_read(unsigned block)
{
    struct buffer *buffer = buffer_for(block);

    if (!buffer->valid)
        buffer->valid = disk_read(block, buffer->data) == 0;
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
        return;
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
