/*
 * The physical pages of RAM above the kernel. Everything that grows takes its pages here. Pages that have been given back
 * stand in a list; those that nobody has had yet are all that is above `fresh`, so that booting touches none of them.
 */
#include "cpu.h"
#include "defs.h"

/* A free page holds the link to the next one. */
struct free_page {
    struct free_page *next;
};

static struct free_page *free_list;
static int free_count;
static unsigned fresh;
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

/* Every page that the kernel does not lie in is free. */
void memory_init(void)
{
    find_top();
    fresh = ROUND_UP((unsigned)_end);
    free_count = (top - fresh) / PAGE_SIZE;
}

/* A page with anything in it; 0 if none is free. The lowest is handed out first. */
void *page_alloc(void)
{
    struct free_page *page = free_list;

    if (page) {
        free_list = page->next;
    } else {
        if (fresh >= top)
            return 0;
        page = (struct free_page *)fresh;
        fresh += PAGE_SIZE;
    }
    free_count--;
    return page;
}

void page_free(void *address)
{
    struct free_page *page = address;

    if ((unsigned)page % PAGE_SIZE != 0 || (unsigned)page < (unsigned)_end || (unsigned)page >= fresh)
        panic("page_free: %p is no page", (unsigned)page);
    page->next = free_list;
    free_list = page;
    free_count++;
}

int free_pages(void)
{
    return free_count;
}
