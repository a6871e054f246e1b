/*
 * The half of an address space that is a process's: how it is made for a program (exec), copied for a child (fork), how it
 * grows, and how it ends.
 */
#include <errno.h>
#include <string.h>
#include "defs.h"
#include "proc.h"

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

/* The pages that the file fills: what is in them until then does not matter. */
static int map_whole_pages(pte_t *pagedir, user_address from, user_address to, unsigned permissions)
{
    user_address page;

    for (page = from; page < to; page += PAGE_SIZE)
        if (vm_map(pagedir, page, page_alloc(), permissions | PTE_USER) < 0)
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
        pte_t *table = page_alloc_zeros();

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
        vm_free_entry(&table[i]);
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

/* Whether a process has something at every page between two addresses. */
static int is_mapped(user_address from, user_address to)
{
    for (; from < to; from += PAGE_SIZE) {
        const pte_t *entry = vm_entry(current->pagedir, from);

        if (!entry || *entry == 0)
            return 0;
    }
    return 1;
}

/* Gives the current process other permissions for pages that it has; -ENOMEM if it has not all of them. */
int vm_protect(user_address from, unsigned size, unsigned permissions)
{
    user_address page;
    int result = 0;

    if (from >= USER_TOP || size > USER_TOP - from || !is_mapped(from, from + size))
        return -ENOMEM;
    for (page = from; page < from + size && result == 0; page += PAGE_SIZE)
        result = fault_protect(vm_entry(current->pagedir, page), permissions);
    vm_use(current->pagedir);
    return result;
}
