/*
 * The buffer cache: the disk blocks that were used last, in memory. What is written goes to the disk at once, so that
 * the disk is whole whenever the machine stops.
 *
 * A buffer belongs to its caller until the caller has asked for NBUFFER - 1 others: nobody holds more than three.
 */
#include <errno.h>
#include <string.h>
#include "defs.h"
#include "file.h"

static struct buffer buffers[NBUFFER];
static unsigned uses; /* so far; it may wrap: only the differences count */

static unsigned age(const struct buffer *buffer)
{
    return uses - buffer->last_used;
}

/* The buffer of a block if it is in memory, else the one that was not used for longest. */
static struct buffer *find_buffer(unsigned block)
{
    struct buffer *buffer, *oldest = buffers;

    for (buffer = buffers; buffer < &buffers[NBUFFER]; buffer++) {
        if (buffer->valid && buffer->block == block)
            return buffer;
        if (age(buffer) > age(oldest))
            oldest = buffer;
    }
    oldest->valid = 0;
    oldest->block = block;
    return oldest;
}

/* The block with its contents; 0 if the disk fails. */
struct buffer *buffer_read(unsigned block)
{
    struct buffer *buffer = find_buffer(block);

    buffer->last_used = ++uses;
    if (!buffer->valid)
        buffer->valid = disk_read(block, buffer->data) == 0;
    return buffer->valid ? buffer : 0;
}

int buffer_write(struct buffer *buffer)
{
    return disk_write(buffer->block, buffer->data);
}

/* Makes a block all zeros. */
int buffer_zero(unsigned block)
{
    struct buffer *buffer = find_buffer(block);

    buffer->last_used = ++uses;
    buffer->valid = 1;
    memset(buffer->data, 0, VSFS_BLOCK_SIZE);
    return buffer_write(buffer);
}
