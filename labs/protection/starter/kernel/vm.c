/* Address spaces: page directories and page tables, as the hardware walks them. vm.h shows what lies where. */
#include <errno.h>
#include <string.h>
#include "cpu.h"
#include "defs.h"
#include "proc.h"

#define ENTRIES (PAGE_SIZE / sizeof(pte_t))  /* of a page directory, and of a page table */
#define TABLE_SPAN (ENTRIES * PAGE_SIZE)     /* bytes that one page table maps */
#define KERNEL_ENTRY (RAM_BASE / TABLE_SPAN) /* the first entry of a page directory that is the kernel's */

#define DIRECTORY_INDEX(address) ((address) / TABLE_SPAN)
#define TABLE_INDEX(address) ((address) / PAGE_SIZE % ENTRIES)
#define TABLE_OF(entry) ((pte_t *)PAGE_OF(entry))

/* The address space of the idle process: nothing but the kernel. */
pte_t *kernel_pagedir;

static void *zeroed_page(void)
{
    void *page = page_alloc();

    if (page)
        memset(page, 0, PAGE_SIZE);
    return page;
}

/* The page-table entry for an address, with a new page table if need be; 0 if there is no page table for it. */
static pte_t *walk(pte_t *pagedir, unsigned address, int create)
{
    pte_t *entry = &pagedir[DIRECTORY_INDEX(address)];

    if (!(*entry & PTE_VALID)) {
        pte_t *table = create ? zeroed_page() : 0;

        if (!table)
            return 0;
        *entry = (unsigned)table | PTE_VALID;
    }
    return &TABLE_OF(*entry)[TABLE_INDEX(address)];
}

/* The page-table entry for an address; 0 if there is no page table for it. */
pte_t *vm_entry(pte_t *pagedir, unsigned address)
{
    return walk(pagedir, address, 0);
}

/* Maps a page that is new; -ENOMEM if there was none to have, or none for a page table. */
static int map_page(pte_t *pagedir, unsigned address, void *page, unsigned permissions)
{
    pte_t *entry = page ? walk(pagedir, address, 1) : 0;

    if (!entry) {
        if (page)
            page_free(page);
        return -ENOMEM;
    }
    *entry = (unsigned)page | permissions | PTE_VALID;
    return 0;
}

/* Gives back what an entry stands for. */
static void free_entry(pte_t *entry)
{
    if (*entry & PTE_VALID)
        page_free((void *)PAGE_OF(*entry));
    if (*entry & PTE_PROMISED)
        page_release_promise();
    *entry = 0;
}

static void unmap_page(pte_t *pagedir, unsigned address)
{
    pte_t *entry = walk(pagedir, address, 0);

    if (entry)
        free_entry(entry);
}

/* --- the kernel's half --- */

static int is_translating; /* until then addresses are physical */

static pte_t *kernel_table(unsigned address)
{
    pte_t *table = zeroed_page();

    if (!table)
        panic("not enough memory for the kernel's page tables");
    kernel_pagedir[DIRECTORY_INDEX(address)] = (unsigned)table | PTE_VALID;
    return table;
}

/* Maps pages of RAM at their own addresses, for kernel mode. The page tables are there. */
static void map_ram(unsigned from, unsigned to, unsigned permissions)
{
    while (from < to) {
        pte_t *entry = walk(kernel_pagedir, from, 0);
        unsigned rest = from - from % TABLE_SPAN + TABLE_SPAN, end = to < rest ? to : rest;

        for (; from < end; from += PAGE_SIZE)
            *entry++ = from | permissions | PTE_VALID;
    }
}

/* Everything may be written but the kernel's text, which may be executed, and its constants. */
static void map_kernel(void)
{
    map_ram(RAM_BASE, memory_fresh(), PTE_WRITE | PTE_USER);
    map_ram((unsigned)__text_start, (unsigned)__text_end, PTE_EXECUTE);
    map_ram((unsigned)__rodata_start, (unsigned)__rodata_end, 0);
}

/*
 * The page tables made here are shared by every address space: later changes in them show in all. What has been handed
 * out by then is mapped at once, tables included, and every other page when it is handed out first.
 */
void vm_init(void)
{
    unsigned table;

    kernel_pagedir = zeroed_page();
    if (!kernel_pagedir)
        panic("not enough memory for a page directory");
    for (table = RAM_BASE; table < memory_top(); table += TABLE_SPAN)
        kernel_table(table);
    for (table = KSTACKS; table != 0; table += TABLE_SPAN)
        kernel_table(table);
    map_kernel();
    vm_use(kernel_pagedir);
    is_translating = 1;
}

/* A page of RAM that nobody has had before. */
void vm_map_fresh(unsigned page)
{
    if (is_translating)
        map_ram(page, page + PAGE_SIZE, PTE_WRITE);
}

/* Tells the hardware the page directory to use; it forgets all that it knew of others. */
void vm_use(pte_t *pagedir)
{
    WRITE_CONTROL(ptb, (unsigned)pagedir | PTB_TRANSLATE);
}

/* The lowest address of a new kernel stack, close to the upper end of its slot; 0 if memory is short. */
unsigned kstack_alloc(int slot)
{
    unsigned kstack = KSTACKS + (slot + 1) * KSTACK_SLOT - PAGE_SIZE - KSTACK_SIZE, page;

    for (page = kstack; page < kstack + KSTACK_SIZE; page += PAGE_SIZE)
        if (map_page(kernel_pagedir, page, page_alloc(), PTE_WRITE) < 0) {
            kstack_free(kstack);
            return 0;
        }
    return kstack;
}

void kstack_free(unsigned kstack)
{
    unsigned page;

    for (page = kstack; page < kstack + KSTACK_SIZE; page += PAGE_SIZE)
        unmap_page(kernel_pagedir, page);
    vm_use(current->pagedir);
}

/* --- the half of a process --- */

/* A page directory with the kernel's half in it. */
static pte_t *pagedir_create(void)
{
    pte_t *pagedir = page_alloc();

    if (!pagedir)
        return 0;
    memset(pagedir, 0, KERNEL_ENTRY * sizeof(pte_t));
    memcpy(&pagedir[KERNEL_ENTRY], &kernel_pagedir[KERNEL_ENTRY], (ENTRIES - KERNEL_ENTRY) * sizeof(pte_t));
    return pagedir;
}

/* A page of zeros at an address. */
int vm_map_zeros(pte_t *pagedir, user_address page, unsigned permissions)
{
    return map_page(pagedir, page, zeroed_page(), permissions | PTE_USER);
}

/* Says what an entry is; -ENOMEM if there is no memory for a page table. */
int vm_set(pte_t *pagedir, user_address page, pte_t value)
{
    pte_t *entry = walk(pagedir, page, 1);

    if (!entry)
        return -ENOMEM;
    *entry = value;
    return 0;
}

/* The first address behind those of a page table. */
user_address vm_next_table(user_address address)
{
    return address - address % TABLE_SPAN + TABLE_SPAN;
}

/* Takes the pages between two addresses away. */
void vm_unmap(pte_t *pagedir, user_address from, user_address to)
{
    while (from < to) {
        pte_t *entry = walk(pagedir, from, 0);

        if (entry)
            free_entry(entry);
        from = entry ? from + PAGE_SIZE : vm_next_table(from);
    }
    vm_use(current->pagedir);
}

/* Promises pages of zeros between two addresses; -ENOMEM if there are not so many, or none for a page table. */
int vm_promise(pte_t *pagedir, user_address from, user_address to, unsigned permissions)
{
    user_address page;

    for (page = from; page < to; page += PAGE_SIZE) {
        if (vm_set(pagedir, page, 0) < 0 || page_promise() < 0)
            return -ENOMEM;
        vm_set(pagedir, page, permissions | PTE_PROMISED);
    }
    return 0;
}

/* The pages that the file fills: what is in them until then does not matter. */
static int map_whole_pages(pte_t *pagedir, user_address from, user_address to, unsigned permissions)
{
    user_address page;

    for (page = from; page < to; page += PAGE_SIZE)
        if (map_page(pagedir, page, page_alloc(), permissions | PTE_USER) < 0)
            return -ENOMEM;
    return 0;
}

/* What comes from the file has its pages now, the zeros behind it come when they are used. */
static int map_segment(pte_t *pagedir, const struct segment *segment)
{
    user_address filled = segment->address + segment->file_size, page = ROUND_DOWN(filled);
    int result = map_whole_pages(pagedir, segment->address, page, segment->permissions);

    if (result == 0 && page < filled) {
        result = vm_map_zeros(pagedir, page, segment->permissions);
        page += PAGE_SIZE;
    }
    if (result < 0)
        return result;
    return vm_promise(pagedir, page, ROUND_UP(segment->address + segment->memory_size),
                      segment->permissions | PTE_USER);
}

/* Pages that a program will need, page tables aside. Asked first, so that a hopeless case costs no time. */
static unsigned pages_needed(const struct program *program)
{
    unsigned pages = 1; /* of its stack */
    int i;

    for (i = 0; i < program->segment_count; i++)
        pages += ROUND_UP(program->segments[i].memory_size) / PAGE_SIZE;
    return pages;
}

/* Allocates the memory of a program: an address space, zeros for its segments; the stack grows. 0 if memory is short. */
pte_t *vm_alloc(const struct program *program)
{
    pte_t *pagedir = pages_needed(program) < (unsigned)pages_left() ? pagedir_create() : 0;
    int i, result = 0;

    if (!pagedir)
        return 0;
    for (i = 0; i < program->segment_count && result == 0; i++)
        result = map_segment(pagedir, &program->segments[i]);
    if (result == 0)
        return pagedir;
    vm_free(pagedir);
    return 0;
}

/* Most of a page table is empty. To see that for so many entries at once is what makes fork and exit cheap. */
#define GROUP 16

static int is_empty(const pte_t *e)
{
    return (e[0] | e[1] | e[2] | e[3] | e[4] | e[5] | e[6] | e[7] | e[8] | e[9] | e[10] | e[11] | e[12] | e[13] |
            e[14] | e[15]) == 0;
}

/* The number of the next entry in use, this one or a later one; the end if there is none. */
static unsigned next_used(const pte_t *entries, unsigned i, unsigned end)
{
    while (i < end && entries[i] == 0)
        i += i % GROUP == 0 && is_empty(entries + i) ? GROUP : 1;
    return i;
}

/* Gives a child what stands in a page table of its parent. */
static int fork_table(pte_t *to, pte_t *from)
{
    unsigned i;

    for (i = next_used(from, 0, ENTRIES); i < ENTRIES; i = next_used(from, i + 1, ENTRIES)) {
        to[i] = fault_fork(&from[i]);
        if (to[i] == 0)
            return -ENOMEM;
    }
    return 0;
}

static int fork_tables(pte_t *to, const pte_t *from)
{
    unsigned i;

    for (i = next_used(from, 0, KERNEL_ENTRY); i < KERNEL_ENTRY; i = next_used(from, i + 1, KERNEL_ENTRY)) {
        pte_t *table = zeroed_page();

        if (!table)
            return -ENOMEM;
        to[i] = (unsigned)table | PTE_VALID;
        if (fork_table(table, TABLE_OF(from[i])) < 0)
            return -ENOMEM;
    }
    return 0;
}

/*
 * A new address space for a child, with all that the current process has in its own; 0 if memory is short. What both may
 * write stays one page until one of them does: the hardware must know that the parent may not any more.
 */
pte_t *vm_fork(void)
{
    pte_t *to = pagedir_create();

    if (to && fork_tables(to, current->pagedir) < 0) {
        vm_free(to);
        to = 0;
    }
    vm_use(current->pagedir);
    return to;
}

static void free_table(pte_t *table)
{
    unsigned i;

    for (i = next_used(table, 0, ENTRIES); i < ENTRIES; i = next_used(table, i + 1, ENTRIES))
        free_entry(&table[i]);
    page_free(table);
}

static unsigned frames_in(const pte_t *table)
{
    unsigned i, frames = 0;

    for (i = next_used(table, 0, ENTRIES); i < ENTRIES; i = next_used(table, i + 1, ENTRIES))
        frames += (table[i] & PTE_VALID) != 0;
    return frames;
}

/* How many pages a process has, those that others have too included. */
unsigned vm_frames(const pte_t *pagedir)
{
    unsigned i, frames = 0;

    for (i = next_used(pagedir, 0, KERNEL_ENTRY); i < KERNEL_ENTRY; i = next_used(pagedir, i + 1, KERNEL_ENTRY))
        frames += frames_in(TABLE_OF(pagedir[i]));
    return frames;
}

/* Gives back every page of an address space but those of the kernel, which it shares with the others. */
void vm_free(pte_t *pagedir)
{
    unsigned i;

    if (!pagedir)
        return;
    for (i = next_used(pagedir, 0, KERNEL_ENTRY); i < KERNEL_ENTRY; i = next_used(pagedir, i + 1, KERNEL_ENTRY))
        free_table(TABLE_OF(pagedir[i]));
    page_free(pagedir);
}

/* Promises the heap the pages between two ends; all of them or none. */
int vm_grow(pte_t *pagedir, user_address from, user_address to)
{
    unsigned pages = (ROUND_UP(to) - ROUND_UP(from)) / PAGE_SIZE;

    if (pages > (unsigned)pages_left())
        return -ENOMEM;
    if (vm_promise(pagedir, ROUND_UP(from), ROUND_UP(to), PTE_USER | PTE_WRITE) == 0)
        return 0;
    vm_shrink(pagedir, to, from);
    return -ENOMEM;
}

/* Takes the pages between two ends of the heap away. */
void vm_shrink(pte_t *pagedir, user_address from, user_address to)
{
    vm_unmap(pagedir, ROUND_UP(to), ROUND_UP(from));
}
