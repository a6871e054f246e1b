/*
 * The physical pages of RAM above the kernel. Everything that grows takes its pages here. Pages that have been given back
 * stand in a list; those that nobody has had yet are all that is above `fresh`, so that booting touches none of them.
 * A page may have several owners: processes that share it, and threads that are just moving bytes to or from it. It is free
 * again when the last one gives it back.
 *
 * Pages can be promised to a process before it uses them (fault.c). Nobody else gets them then, so that a promise can be kept.
 */
#include <errno.h>
#include <string.h>
#include "cpu.h"
#include "defs.h"

/* A free page holds the link to the next one. */
struct free_page {
    struct free_page *next;
};

static struct free_page *free_list;
static int free_count;
static int promised;
static unsigned fresh;
static unsigned top;

/* How many owners each page of RAM has. It stands between the kernel and the first free page. */
static unsigned short *owners;

_Static_assert(NPROC + NTHREAD < 65536, "the owners of a page do not fit 16 bits");

static unsigned short *owners_of(const void *page)
{
    return &owners[((unsigned)page - RAM_BASE) / PAGE_SIZE];
}

/* Where RAM ends. What would lie above the kernel stacks' addresses is left unused. */
unsigned memory_top(void)
{
    return top;
}

static void find_top(void)
{
    unsigned size;

    IN(size, BOARD_MEMORY);
    if (size > KSTACKS - RAM_BASE)
        size = KSTACKS - RAM_BASE;
    top = RAM_BASE + ROUND_DOWN(size);
}

/* Every page that the kernel does not lie in is free. */
void memory_init(void)
{
    find_top();
    owners = (unsigned short *)_end;
    fresh = ROUND_UP((unsigned)owners_of((void *)top));
    free_count = (top - fresh) / PAGE_SIZE;
}

/* A page with anything in it, of those that are promised too; 0 if none is free. The lowest is handed out first. */
void *page_alloc_promised(void)
{
    struct free_page *page = free_list;

    if (page) {
        free_list = page->next;
    } else {
        if (fresh >= top)
            return 0;
        page = (struct free_page *)fresh;
        fresh += PAGE_SIZE;
        vm_map_fresh((unsigned)page);
    }
    free_count--;
    *owners_of(page) = 1;
    return page;
}

/* The same for all who have not been promised any. */
void *page_alloc(void)
{
    return free_count > promised ? page_alloc_promised() : 0;
}

/* The same with zeros in it. */
void *page_alloc_zeros(void)
{
    void *page = page_alloc();

    if (page)
        memset(page, 0, PAGE_SIZE);
    return page;
}

/* Promises a page. */
int page_promise(void)
{
    if (free_count <= promised)
        return -ENOMEM;
    promised++;
    return 0;
}

/* A promise is kept, or is not needed any more. */
void page_release_promise(void)
{
    promised--;
}

unsigned page_owners(const void *page)
{
    return *owners_of(page);
}

/* One more owner for a page. */
void page_share(void *page)
{
    ++*owners_of(page);
}

/* One owner less; without any the page is free. */
void page_free(void *address)
{
    struct free_page *page = address;

    if ((unsigned)page % PAGE_SIZE != 0 || (unsigned)page < (unsigned)_end || (unsigned)page >= fresh)
        panic("page_free: %p is no page", (unsigned)page);
    if (*owners_of(page) == 0)
        panic("page_free: %p is free already", (unsigned)page);
    if (--*owners_of(page) > 0)
        return;
    page->next = free_list;
    free_list = page;
    free_count++;
}

/* Up to where pages have been handed out so far. */
unsigned memory_fresh(void)
{
    return fresh;
}

int free_pages(void)
{
    return free_count;
}

/* Those that are not promised. */
int pages_left(void)
{
    return free_count > promised ? free_count - promised : 0;
}
