/* malloc and free: one heap of blocks, the free ones in a list (OSTEP chapter 17).
 *
 * A block is a header of one word, then the bytes of the user, aligned to 8:
 *
 *     used    | size, flags | bytes of the user …                  |
 *     free    | size, flags | next | previous | …           | size |
 *
 * The size counts the whole block. The last word of a free block repeats it, so that the block behind finds its
 * start; whether there is such a word, the flag BEFORE_USED in the block behind says. So free() joins a block
 * with its free neighbours at once, without a search. The heap ends in a header of size 0.
 */
#include "../threads.h"
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define USED 1u
#define BEFORE_USED 2u
#define FLAGS 7u

#define HEADER 4u
#define SMALLEST 16u
#define LARGEST 0x7fff0000u
/* The heap grows by so much at least. */
#define GROWTH 4096u

struct block {
    uint32_t header;
    struct block *next; /* of a free block, as previous is */
    struct block *previous;
};

/* Held while the heap changes, once there are threads. */
unsigned __heap_lock;

/* The list of free blocks is a ring through this head. */
static struct block list = {0, &list, &list};

/* The header of size 0 behind the last block; NULL before the first malloc(). */
static struct block *heap_end;

/* Where the kernel will put the next memory, if nobody else asks in between. */
static char *heap_top;

static uint32_t size_of(struct block *block)
{
    return block->header & ~FLAGS;
}

static struct block *after(struct block *block)
{
    return (struct block *)((char *)block + size_of(block));
}

static struct block *block_of(void *bytes)
{
    return (struct block *)((char *)bytes - HEADER);
}

static void *bytes_of(struct block *block)
{
    return (char *)block + HEADER;
}

static uint32_t block_size(size_t bytes)
{
    uint32_t size = (bytes + HEADER + 7) & ~7u;

    return size < SMALLEST ? SMALLEST : size;
}

static void unlink_free(struct block *block)
{
    block->previous->next = block->next;
    block->next->previous = block->previous;
}

/* Makes a free block of these bytes, the block before them being in use, and lists it. */
static void make_free(struct block *block, uint32_t size)
{
    struct block *behind;

    block->header = size | BEFORE_USED;
    behind = after(block);
    ((uint32_t *)behind)[-1] = size;
    behind->header &= ~BEFORE_USED;
    block->next = list.next;
    block->previous = &list;
    list.next->previous = block;
    list.next = block;
}

/* Frees a block, joined with its free neighbours; returns the free block it is now part of. */
static struct block *release(struct block *block)
{
    uint32_t size = size_of(block);
    struct block *behind = after(block);

    if (!(behind->header & USED)) {
        unlink_free(behind);
        size += size_of(behind);
    }
    if (!(block->header & BEFORE_USED)) {
        uint32_t before = ((uint32_t *)block)[-1];

        block = (struct block *)((char *)block - before);
        unlink_free(block);
        size += before;
    }
    make_free(block, size);
    return block;
}

/* Gets memory from the kernel for a block of this size; the free block that has it. */
static struct block *grow_heap(uint32_t size)
{
    uint32_t bytes = (size + SMALLEST + GROWTH - 1) / GROWTH * GROWTH;
    char *start = sbrk(bytes);
    struct block *block = heap_end;

    if (start == (char *)-1)
        return NULL;
    if (!block || start != heap_top) {
        /* The first memory, or somebody else called sbrk() in between: no block is before this one. */
        block = (struct block *)(start + (-(uintptr_t)(start + HEADER) & 7));
        block->header = BEFORE_USED;
    }
    heap_top = start + bytes;
    block->header = (block->header & BEFORE_USED) | ((heap_top - (char *)block - HEADER) & ~7u);
    heap_end = after(block);
    heap_end->header = USED;
    return release(block);
}

static struct block *find_free(uint32_t size)
{
    struct block *block;

    for (block = list.next; block != &list; block = block->next)
        if (size_of(block) >= size)
            return block; /* first fit */
    return grow_heap(size);
}

/* Shortens a used block to `size` and frees the rest, if the rest is large enough for a block. */
static void split(struct block *block, uint32_t size)
{
    uint32_t rest = size_of(block) - size;

    if (rest < SMALLEST)
        return;
    block->header -= rest;
    after(block)->header = rest | USED | BEFORE_USED;
    release(after(block));
}

/* A free block leaves the list for its user. */
static void take(struct block *block)
{
    unlink_free(block);
    block->header |= USED;
    after(block)->header |= BEFORE_USED;
}

void *malloc(size_t bytes)
{
    struct block *block;

    lock_for_threads(&__heap_lock);
    block = bytes > LARGEST ? NULL : find_free(block_size(bytes));
    if (block) {
        take(block);
        split(block, block_size(bytes));
    }
    unlock_for_threads(&__heap_lock);
    if (block)
        return bytes_of(block);
    errno = ENOMEM;
    return NULL;
}

static const char complaint[] = "free: no block of malloc, or already free\n";

void free(void *bytes)
{
    struct block *block = block_of(bytes);

    if (!bytes)
        return;
    if ((uintptr_t)bytes & 7 || !(block->header & USED)) {
        write(2, complaint, sizeof complaint - 1);
        abort();
    }
    lock_for_threads(&__heap_lock);
    block->header &= ~USED;
    release(block);
    unlock_for_threads(&__heap_lock);
}

void *calloc(size_t count, size_t size)
{
    void *bytes;

    if (size && count > LARGEST / size) {
        errno = ENOMEM;
        return NULL;
    }
    bytes = malloc(count * size);
    if (bytes)
        memset(bytes, 0, count * size);
    return bytes;
}

/* Makes a used block larger by taking the free one behind it; whether that was possible. */
static int extend(struct block *block, uint32_t size)
{
    struct block *behind = after(block);

    if (behind->header & USED || size_of(block) + size_of(behind) < size)
        return 0;
    take(behind);
    block->header += size_of(behind);
    return 1;
}

void *realloc(void *bytes, size_t wanted)
{
    struct block *block = block_of(bytes);
    void *moved;

    if (!bytes)
        return malloc(wanted);
    if (wanted <= LARGEST) {
        uint32_t size = block_size(wanted);
        int fits;

        lock_for_threads(&__heap_lock);
        fits = size <= size_of(block) || extend(block, size);
        if (fits)
            split(block, size);
        unlock_for_threads(&__heap_lock);
        if (fits)
            return bytes;
    }
    moved = malloc(wanted);
    if (moved) {
        memcpy(moved, bytes, size_of(block) - HEADER);
        free(bytes);
    }
    return moved;
}

/* Gives the bytes of a used block before `start`, which is a place for a block, back. */
static struct block *cut_front(struct block *block, char *start)
{
    struct block *rest = block_of(start);
    uint32_t front = (char *)rest - (char *)block;

    rest->header = (size_of(block) - front) | USED | BEFORE_USED;
    block->header -= size_of(rest);
    release(block);
    return rest;
}

/* The first multiple of the alignment in a block at which another block could start. */
static char *aligned_within(char *bytes, size_t alignment)
{
    if ((uintptr_t)bytes % alignment == 0)
        return bytes;
    return (char *)(((uintptr_t)bytes + SMALLEST + alignment - 1) & -alignment);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    struct block *block;
    char *bytes, *start;

    if (alignment == 0 || alignment & (alignment - 1)) {
        errno = EINVAL;
        return NULL;
    }
    if (alignment <= 8)
        return malloc(size);
    bytes = size > LARGEST - alignment - SMALLEST ? malloc(SIZE_MAX) : malloc(size + alignment + SMALLEST);
    if (!bytes)
        return NULL;
    start = aligned_within(bytes, alignment);
    lock_for_threads(&__heap_lock);
    block = start == bytes ? block_of(bytes) : cut_front(block_of(bytes), start);
    split(block, block_size(size));
    unlock_for_threads(&__heap_lock);
    return bytes_of(block);
}

int posix_memalign(void **block, size_t alignment, size_t size)
{
    int before = errno;
    void *bytes;

    if (alignment % sizeof(void *) != 0 || alignment == 0 || alignment & (alignment - 1))
        return EINVAL;
    bytes = aligned_alloc(alignment, size);
    errno = before;
    if (!bytes)
        return ENOMEM;
    *block = bytes;
    return 0;
}
