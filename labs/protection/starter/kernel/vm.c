/*
 * Page directories and page tables, as the hardware walks them, and the half of them that is the kernel's. What a process has
 * in its half is the matter of space.c. vm.h shows what lies where.
 */
#include <errno.h>
#include <string.h>
#include "cpu.h"
#include "defs.h"
#include "proc.h"

#define DIRECTORY_INDEX(address) ((address) / TABLE_SPAN)
#define TABLE_INDEX(address) ((address) / PAGE_SIZE % ENTRIES)

/* The address space of the idle process: nothing but the kernel. */
pte_t *kernel_pagedir;

/* The page-table entry for an address, with a new page table if need be; 0 if there is no page table for it. */
static pte_t *walk(pte_t *pagedir, unsigned address, int create)
{
    pte_t *entry = &pagedir[DIRECTORY_INDEX(address)];

    if (!(*entry & PTE_VALID)) {
        pte_t *table = create ? page_alloc_zeros() : 0;

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
int vm_map(pte_t *pagedir, unsigned address, void *page, unsigned permissions)
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
void vm_free_entry(pte_t *entry)
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
        vm_free_entry(entry);
}

/* --- the kernel's half --- */

static int is_translating; /* until then addresses are physical */

static pte_t *kernel_table(unsigned address)
{
    pte_t *table = page_alloc_zeros();

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

    kernel_pagedir = page_alloc_zeros();
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
        if (vm_map(kernel_pagedir, page, page_alloc(), PTE_WRITE) < 0) {
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

/* --- pages of a process --- */

/* A page of zeros at an address. */
int vm_map_zeros(pte_t *pagedir, user_address page, unsigned permissions)
{
    return vm_map(pagedir, page, page_alloc_zeros(), permissions | PTE_USER);
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
            vm_free_entry(entry);
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
