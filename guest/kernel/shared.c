/*
 * Pages of files that processes have mapped with MAP_SHARED. Such a page is in memory once, however many have it, and it is the
 * file: read and write go to it too (inode.c). It is written to the disk when the last one gives it up, or on demand.
 */
#include <errno.h>
#include <string.h>
#include "defs.h"
#include "file.h"

_Static_assert(PAGE_SIZE == VSFS_BLOCK_SIZE, "a page of a file is not a block of it");

static struct shared_page {
    struct inode *inode; /* 0: this entry is free */
    unsigned index;      /* which page of the file */
    char *page;          /* one of its owners is this table */
    int changed;
} shared_pages[NSHARED];

static struct shared_page *find(const struct inode *inode, unsigned index)
{
    struct shared_page *s;

    for (s = shared_pages; s < &shared_pages[NSHARED]; s++)
        if (s->inode == inode && (!inode || s->index == index))
            return s;
    return 0;
}

/* The page of a file, if it is shared; 0 if it is not. */
char *shared_page(const struct inode *inode, unsigned index)
{
    struct shared_page *s = inode->shared > 0 ? find(inode, index) : 0;

    return s ? s->page : 0;
}

/* Fills a page with what the file has there, and zeros behind its end. */
int shared_read(struct inode *inode, unsigned index, char *page)
{
    int count;

    inode_lock(inode);
    count = inode_read(inode, page, index * PAGE_SIZE, PAGE_SIZE);
    inode_unlock(inode);
    if (count >= 0)
        memset(page + count, 0, PAGE_SIZE - count);
    return count < 0 ? count : 0;
}

static int add(struct inode *inode, unsigned index, char **found)
{
    struct shared_page *s = find(0, 0);
    char *page = s ? page_alloc() : 0;
    int result = page ? shared_read(inode, index, page) : -ENOMEM;

    if (result < 0) {
        if (page)
            page_free(page);
        return result;
    }
    s->inode = inode_again(inode);
    s->index = index;
    s->page = *found = page;
    s->changed = 0;
    inode->shared++;
    return 0;
}

/* The page of a file, for one owner more. Two who want it at once must get the same: so it counts as a change. */
int shared_get(struct inode *inode, unsigned index, char **page)
{
    int result;

    fs_begin();
    *page = shared_page(inode, index);
    result = *page ? 0 : add(inode, index, page);
    if (result == 0)
        page_share(*page);
    fs_end();
    return result;
}

/* A process has written to a page that may be one of these. */
void shared_change(const void *page)
{
    struct shared_page *s;

    for (s = shared_pages; s < &shared_pages[NSHARED]; s++)
        if (s->inode && s->page == page)
            s->changed = 1;
}

/* The file has become shorter: what lies behind its end is zeros, should it grow again. */
void shared_truncate(const struct inode *inode, unsigned size)
{
    struct shared_page *s;

    for (s = shared_pages; inode->shared > 0 && s < &shared_pages[NSHARED]; s++) {
        unsigned start = s->index * PAGE_SIZE, used = size > start ? size - start : 0;

        if (s->inode == inode && used < PAGE_SIZE)
            memset(s->page + used, 0, PAGE_SIZE - used);
    }
}

/* Writes a page to its file, as far as the file goes. */
static int write_back(struct shared_page *s)
{
    unsigned start = s->index * PAGE_SIZE, size = s->inode->disk.size, count = size > start ? size - start : 0;
    int result;

    inode_lock(s->inode);
    result = count > 0 ? inode_write(s->inode, s->page, start, count < PAGE_SIZE ? count : PAGE_SIZE) : 0;
    inode_unlock(s->inode);
    s->changed = 0;
    return result < 0 ? result : 0;
}

static void give_up(struct shared_page *s)
{
    struct inode *inode = s->inode;

    s->inode = 0;
    inode->shared--;
    page_free(s->page);
    inode_release(inode);
}

/* Every page is an operation of its own, so that others come in between. While it is written somebody may map it anew. */
static int sweep_page(struct shared_page *s, int all)
{
    int result = 0;

    fs_begin();
    if (s->inode && s->changed && (all || page_owners(s->page) == 1))
        result = write_back(s);
    if (s->inode && page_owners(s->page) == 1)
        give_up(s);
    fs_end();
    return result;
}

/* Writes the pages that nobody has any more, or all that have changed, and gives up the former. */
int shared_sweep(int all)
{
    struct shared_page *s;
    int result = 0, error;

    for (s = shared_pages; s < &shared_pages[NSHARED]; s++) {
        error = s->inode && ((all && s->changed) || page_owners(s->page) == 1) ? sweep_page(s, all) : 0;
        if (error < 0)
            result = error;
    }
    return result;
}
