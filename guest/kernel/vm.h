/*
 * Address spaces. Every process has a page directory of its own for the lower half of the addresses:
 *
 *     0x0000_0000  page 0, never mapped, so that a null pointer faults
 *     0x0000_1000  text (read, execute), constants (read), data (read, write) of the program
 *                  heap (read, write), which sbrk moves the end of: a page is there once it has been used
 *     MAPPINGS     what mmap has mapped, up to MAPPINGS_END; below and above a page that is never mapped
 *     THREAD_STACKS  the stacks of threads, up to THREAD_STACKS_TOP; the lowest page of each is never mapped
 *     USER_STACK   stack (read, write), growing down from USER_TOP to here: a page is there once it has been used
 *
 * The upper half is the same in all of them, and for kernel mode only:
 *
 *     0x8000_0000  RAM: kernel text (read, execute), constants (read), data and all other pages (read, write);
 *                  the address of a page is its physical address
 *     KSTACKS      the kernel stacks, below each as many pages that are never mapped as there is room for
 */
#ifndef VM_H
#define VM_H

#include <toy32.h>
#include "param.h"

/* A virtual address of a process. The kernel cannot use it as a pointer by mistake: see user_pointer(). */
typedef unsigned user_address;

/* An entry of a page directory or page table: a physical page and PTE_… bits. */
typedef unsigned pte_t;

/*
 * Bits that the hardware leaves to the kernel (fault.c). An entry that is not valid may still say what is to be there, with
 * the bits that it will have then: a promise.
 */
#define PTE_COPY 0x40      /* whoever writes first gets a page of its own: both processes have it since fork */
#define PTE_SHARED 0x80    /* one page for all, whoever writes (MAP_SHARED) */
#define PTE_READ_ONLY 0x200 /* with PTE_SHARED: of a file that the process may not write to */
#define PTE_PROMISED 0x100 /* a page is kept for it: the copy, or where it is not valid a page of zeros */

#define ENTRIES (PAGE_SIZE / sizeof(pte_t))  /* of a page directory, and of a page table */
#define TABLE_SPAN (ENTRIES * PAGE_SIZE)     /* bytes that one page table maps */
#define KERNEL_ENTRY (RAM_BASE / TABLE_SPAN) /* the first entry of a page directory that is the kernel's */

#define PAGE_OF(entry) ROUND_DOWN(entry) /* of a page-table entry: the address of the page */
#define TABLE_OF(entry) ((pte_t *)PAGE_OF(entry)) /* the same of an entry of a page directory */

/* What the kernel has said of a page: without what the hardware has noted there. */
#define PTE_BITS(entry) ((entry) % PAGE_SIZE & ~(PTE_ACCESSED | PTE_DIRTY))

#define ROUND_UP(address) (((address) + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1))
#define ROUND_DOWN(address) ((address) & ~(PAGE_SIZE - 1))

#define USER_STACK (USER_TOP - USER_STACK_PAGES * PAGE_SIZE)

/* Between the stack of the program and those of threads there is room for one, so that a large local faults too. */
#define THREAD_STACK_SIZE (THREAD_STACK_PAGES * PAGE_SIZE)
#define THREAD_STACKS_TOP (USER_STACK - THREAD_STACK_SIZE)
#define THREAD_STACKS (THREAD_STACKS_TOP - NTHREAD * THREAD_STACK_SIZE)
#define MAPPINGS_END (THREAD_STACKS - PAGE_SIZE)
#define MAPPINGS_SIZE 0x10000000u
#define MAPPINGS (MAPPINGS_END - MAPPINGS_SIZE)
#define HEAP_LIMIT (MAPPINGS - PAGE_SIZE)

#define KSTACK_SIZE (KSTACK_PAGES * PAGE_SIZE)
#define KSTACKS 0xff800000u

/*
 * A kernel stack, what is never mapped below it, and a page above, so that the end of the last one is an address. They
 * are as far apart as they can be: a large local is to fault too.
 */
#define KSTACK_SLOT ROUND_DOWN((0u - KSTACKS) / NTHREAD)

_Static_assert(KSTACK_SLOT > KSTACK_SIZE + PAGE_SIZE, "NTHREAD kernel stacks do not fit above KSTACKS");
_Static_assert(USER_TOP - MAPPINGS < USER_TOP / 2, "the user stacks leave no room for programs");

/* What exec needs to know of an executable; see exec.c. */
struct segment {
    user_address address;
    unsigned memory_size;
    unsigned file_offset;
    unsigned file_size;
    unsigned permissions; /* PTE_WRITE, PTE_EXECUTE */
};

struct program {
    user_address entry;
    user_address end; /* the first page past its segments: the heap starts here */
    int segment_count;
    struct segment segments[MAX_SEGMENTS];
};

#endif
