/*
 * mmap: files in memory, and memory that processes share. What is mapped lies between MAPPINGS and MAPPINGS_END, and which of
 * it is what, the page table says:
 *
 *     MAP_PRIVATE without a file    pages of zeros that are promised, and come with their first use (fault.c)
 *     MAP_PRIVATE of a file         copies of its pages
 *     MAP_SHARED without a file     pages of zeros that are there at once: children must get the same ones
 *     MAP_SHARED of a file          the pages of the file that all who share it have (shared.c)
 */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include "defs.h"
#include "file.h"
#include "mmap.h"
#include "proc.h"

/* An entry of a page that is about to be mapped: no other mapping may take its place meanwhile. */
#define PTE_TAKEN PTE_SHARED

/* --- where --- */

/* The first page between two addresses that is used for something; the end if there is none. */
static user_address first_used(user_address from, user_address to)
{
    while (from < to) {
        const pte_t *entry = vm_entry(current->pagedir, from);

        if (entry && *entry != 0)
            return from;
        from = entry ? from + PAGE_SIZE : vm_next_table(from);
    }
    return to;
}

/* The lowest address where there is room; 0 if there is none. */
static user_address find_room(unsigned size)
{
    user_address from = MAPPINGS;

    while (size <= MAPPINGS_END - from) {
        user_address used = first_used(from, from + size);

        if (used == from + size)
            return from;
        from = used + PAGE_SIZE;
    }
    return 0;
}

/* Whether a process may say itself that pages are mapped there, or no longer. */
static int is_in_room(user_address from, unsigned size)
{
    return from % PAGE_SIZE == 0 && from >= MAPPINGS && from < MAPPINGS_END && size <= MAPPINGS_END - from;
}

/* Keeps others away; all of it or nothing. */
static int take_room(user_address from, unsigned size)
{
    user_address page;

    for (page = from; page < from + size; page += PAGE_SIZE)
        if (vm_set(current->pagedir, page, PTE_TAKEN) < 0) {
            vm_unmap(current->pagedir, from, page);
            return -ENOMEM;
        }
    return 0;
}

/* --- what --- */

/* A page of a file: the one that all share, or a copy; 0 behind its end, where nothing is mapped. */
static int page_of_file(const struct mapping *m, unsigned index, char **page)
{
    struct inode *inode = m->file->inode;

    *page = 0;
    if (index >= ROUND_UP(inode->disk.size) / PAGE_SIZE)
        return 0;
    if (m->permissions & PTE_SHARED)
        return shared_get(inode, index, page);
    *page = page_alloc();
    return *page ? shared_read(inode, index, *page) : -ENOMEM;
}

/* The same for a page that may be one of zeros. */
static int find_page(const struct mapping *m, unsigned index, char **page)
{
    int result;

    if (!m->file) {
        *page = page_alloc();
        return *page ? (memset(*page, 0, PAGE_SIZE), 0) : -ENOMEM;
    }
    result = page_of_file(m, index, page);
    if (result < 0 && *page)
        page_free(*page);
    return result;
}

/* Maps one page. Another thread may have unmapped what has been taken for it: then it is gone. */
static int map_one(const struct mapping *m, user_address address, unsigned index)
{
    char *page;
    pte_t *entry;
    int result = find_page(m, index, &page);

    if (result < 0 || !page)
        return result;
    entry = vm_entry(current->pagedir, address);
    if (*entry == PTE_TAKEN)
        *entry = (unsigned)page | m->permissions | PTE_VALID;
    else
        page_free(page);
    return 0;
}

/* Promised pages need no more than that, the others are there at once. */
static int map_all(const struct mapping *m, user_address from)
{
    unsigned i;
    int result = 0;

    if (!m->file && !(m->permissions & PTE_SHARED))
        return vm_promise(current->pagedir, from, from + m->size, m->permissions);
    for (i = 0; i < m->size / PAGE_SIZE && result == 0; i++)
        result = map_one(m, from + i * PAGE_SIZE, m->first + i);
    return result;
}

/* Maps it, at the address that it asks for or (0) anywhere. Returns the address. */
int mmap_add(const struct mapping *m)
{
    user_address from = m->address;
    int result;

    if (m->size > (unsigned)pages_left() * PAGE_SIZE && !m->file)
        return -ENOMEM;
    if (from != 0)
        mmap_remove(from, m->size);
    else
        from = find_room(m->size);
    if (from == 0)
        return -ENOMEM;
    current->has_mappings = 1;
    result = take_room(from, m->size);
    if (result == 0)
        result = map_all(m, from);
    if (result < 0)
        mmap_remove(from, m->size);
    vm_use(current->pagedir);
    return result < 0 ? result : (int)from;
}

/* --- the end --- */

/* Notes that a page has been written to: the hardware has marked its entry. */
static void note_change(user_address address)
{
    const pte_t *entry = vm_entry(current->pagedir, address);

    if (entry && *entry & PTE_VALID && *entry & PTE_SHARED && *entry & PTE_DIRTY)
        shared_change((void *)PAGE_OF(*entry));
}

static void note_changes(user_address from, user_address to)
{
    for (from = first_used(from, to); from < to; from = first_used(from + PAGE_SIZE, to))
        note_change(from);
}

/* Takes mapped pages away. */
int mmap_remove(user_address from, unsigned size)
{
    if (!is_in_room(from, size))
        return -EINVAL;
    note_changes(from, from + size);
    vm_unmap(current->pagedir, from, from + size);
    return shared_sweep(0);
}

/* What has been written to mapped files is on the disk once this returns. */
int mmap_sync(user_address from, unsigned size)
{
    int result;

    if (!is_in_room(from, size))
        return -EINVAL;
    note_changes(from, from + size);
    result = shared_sweep(1);
    return result < 0 ? result : fs_sync();
}

/* The current process gives up its memory: what it has written to files is theirs. */
void mmap_end(void)
{
    if (!current->has_mappings)
        return;
    note_changes(MAPPINGS, MAPPINGS_END);
    vm_unmap(current->pagedir, MAPPINGS, MAPPINGS_END);
    shared_sweep(0);
}
