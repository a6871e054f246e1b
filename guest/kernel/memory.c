/* The physical pages of RAM above the kernel: a list of the free ones. Everything that grows takes its pages here. */
#include "cpu.h"
#include "defs.h"

/* A free page holds the link to the next one. */
struct free_page {
    struct free_page *next;
};

static struct free_page *free_list;
static int free_count;
static unsigned top;

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

/* Frees every page that the kernel does not lie in; from the top down, so that the lowest is handed out first. */
void memory_init(void)
{
    unsigned first = ROUND_UP((unsigned)_end), page;

    find_top();
    for (page = top; page > first; page -= PAGE_SIZE)
        page_free((void *)(page - PAGE_SIZE));
}

/* A page with anything in it; 0 if none is free. */
void *page_alloc(void)
{
    struct free_page *page = free_list;

    if (!page)
        return 0;
    free_list = page->next;
    free_count--;
    return page;
}

void page_free(void *address)
{
    struct free_page *page = address;

    if ((unsigned)page % PAGE_SIZE != 0 || (unsigned)page < (unsigned)_end || (unsigned)page >= top)
        panic("page_free: %p is no page", (unsigned)page);
    page->next = free_list;
    free_list = page;
    free_count++;
}

int free_pages(void)
{
    return free_count;
}
