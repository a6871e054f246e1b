/*
 * Pages on demand (OSTEP chapters 21 and 23). What a process may use need not be there before it uses it: the page fault
 * tells the kernel that it is time, and return-from-trap tries the instruction again. There are three such faults:
 *
 *     a page that was promised (sbrk, mmap, the zeros behind a program's data): it comes now, as zeros
 *     a page of a stack, down to which the stack has never grown
 *     a store to a page that fork has left to two processes: the one that writes gets a copy of its own
 *
 * The kernel does the same for itself before it uses an address that a program has given it (copy.c).
 */
#include <errno.h>
#include <string.h>
#include "defs.h"
#include "proc.h"

/* The debugger does not stop at faults that the kernel has caused itself: how far down stacks may grow, and by which bits. */
const user_address user_stack_limit = USER_STACK;
const unsigned thread_stack_size = THREAD_STACK_SIZE - PAGE_SIZE;
const pte_t page_promised = PTE_PROMISED;
const pte_t page_to_copy = PTE_COPY;

/* --- copy on write --- */

static void *copy_to(void *copy, const void *page)
{
    return copy ? memcpy(copy, page, PAGE_SIZE) : 0;
}

/* A copy for the child at once; 0 if memory is short. */
static pte_t copied(pte_t entry)
{
    void *copy = copy_to(page_alloc(), (void *)PAGE_OF(entry));

    return copy ? (unsigned)copy | PTE_BITS(entry) : 0;
}

/*
 * The entry of a child for one of its parent's, when it forks; 0 if memory is short. Both have the page from now on, and
 * neither may write to it. A page is promised to the child: whoever of them writes first will take it, and the other one
 * keeps the old one. But a page that a thread of the parent is just using from within the kernel, by its physical address,
 * must stay the parent's: the child gets a copy of that.
 */
pte_t fault_fork(pte_t *entry)
{
    void *page = (void *)PAGE_OF(*entry);
    pte_t promise = 0;

    if (*entry & PTE_WRITE && !(*entry & (PTE_SHARED | PTE_PROMISED))) {
        if (page_owners(page) > 1)
            return copied(*entry);
        *entry = (*entry & ~PTE_WRITE) | PTE_COPY;
    }
    if (*entry & (PTE_COPY | PTE_PROMISED)) {
        if (page_promise() < 0)
            return 0;
        promise = PTE_PROMISED;
    }
    if (*entry & PTE_VALID)
        page_share(page);
    return PAGE_OF(*entry) | PTE_BITS(*entry) | promise;
}

/* Makes an entry that of a page of the process's own. */
static void give(pte_t *entry, void *page, unsigned permissions)
{
    if (*entry & PTE_PROMISED)
        page_release_promise();
    *entry = (unsigned)page | permissions | PTE_VALID;
}

/* The process writes to a page that it has had in common with others. The last one of them just keeps it. */
static int copy_on_write(pte_t *entry)
{
    void *page = (void *)PAGE_OF(*entry), *mine = page;

    if (page_owners(page) > 1) {
        mine = copy_to(page_alloc_promised(), page);
        if (!mine)
            return -ENOMEM;
        page_free(page);
    }
    give(entry, mine, (PTE_BITS(*entry) & ~(PTE_COPY | PTE_PROMISED)) | PTE_WRITE);
    return 0;
}

/* --- other permissions (mprotect) --- */

#define PTE_PERMISSIONS (PTE_USER | PTE_WRITE | PTE_EXECUTE)

/* The promise of a copy, for a page that is not going to be written to. */
static void forget_copy(pte_t *entry)
{
    if (*entry & PTE_VALID && *entry & PTE_PROMISED) {
        page_release_promise();
        *entry &= ~PTE_PROMISED;
    }
    *entry &= ~PTE_COPY;
}

/* Others have the page too, and it is not to be seen by them what this process writes: it gets a copy then. */
static int promise_copy(pte_t *entry)
{
    if (!(*entry & PTE_PROMISED) && page_promise() < 0)
        return -ENOMEM;
    *entry |= PTE_PROMISED | PTE_COPY;
    return 0;
}

/* Gives a process other permissions for a page. A page that is not there yet will come with them. */
int fault_protect(pte_t *entry, unsigned permissions)
{
    int write = permissions & PTE_WRITE, is_private = *entry & PTE_VALID && !(*entry & PTE_SHARED);

    if (write && *entry & PTE_READ_ONLY)
        return -EACCES;
    if (write && is_private && page_owners((void *)PAGE_OF(*entry)) > 1) {
        if (promise_copy(entry) < 0)
            return -ENOMEM;
        permissions &= ~PTE_WRITE;
    } else {
        forget_copy(entry);
    }
    *entry = (*entry & ~PTE_PERMISSIONS) | permissions;
    return 0;
}

/* --- pages that come with their first use --- */

/* The page of zeros that was promised. */
static int keep_promise(pte_t *entry)
{
    void *page = page_alloc_promised();

    if (!page)
        return -ENOMEM;
    give(entry, memset(page, 0, PAGE_SIZE), PTE_BITS(*entry) & ~PTE_PROMISED);
    return 0;
}

/* Whether a process may have more memory now, and how the page table says so. */
static int bring(pte_t *pagedir, user_address address, int write)
{
    pte_t *entry = vm_entry(pagedir, address);

    if (entry && *entry != 0 && !(*entry & PTE_USER))
        return -EFAULT;
    if (entry && *entry & PTE_VALID)
        return write && *entry & PTE_COPY ? copy_on_write(entry) : -EFAULT;
    if (entry && *entry & PTE_PROMISED)
        return keep_promise(entry);
    if (thread_stack_reaches(address))
        return vm_map_zeros(pagedir, ROUND_DOWN(address), PTE_WRITE);
    return -EFAULT;
}

/*
 * An address that a process wants to use, and cannot yet. 0: it can be tried again; -EFAULT: the process may not have
 * it, -ENOMEM: there is no memory for it.
 */
int fault_bring(pte_t *pagedir, user_address address, int write)
{
    int result = address < USER_TOP ? bring(pagedir, address, write) : -EFAULT;

    if (result == 0) {
        current->used.faults++;
        vm_use(current->pagedir);
    }
    return result;
}
