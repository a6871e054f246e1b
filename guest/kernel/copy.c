/*
 * Between the kernel and user memory. A pointer from a program is never used as it is: each page of it is looked up in
 * the program's page directory, and must be one that the program itself could use in the same way; what would come by a
 * page fault of the program comes for the kernel too.
 */
#include <errno.h>
#include <string.h>
#include "defs.h"
#include "proc.h"

/* Bytes from an address to the end of its page, but no more than count. */
static unsigned rest_of_page(user_address address, unsigned count)
{
    unsigned rest = PAGE_SIZE - address % PAGE_SIZE;

    return rest < count ? rest : count;
}

/*
 * Where the kernel finds the byte at a user address; 0 if the process may not use it. The permission is PTE_WRITE for
 * what the kernel will write, else 0. The result holds to the end of that page, and while the process is in the kernel.
 */
char *user_pointer(pte_t *pagedir, user_address address, unsigned permission)
{
    unsigned needed = PTE_VALID | PTE_USER | permission;
    pte_t *entry = address < USER_TOP ? vm_entry(pagedir, address) : 0;

    if ((!entry || (*entry & needed) != needed) && fault_bring(pagedir, address, permission == PTE_WRITE) == 0)
        entry = vm_entry(pagedir, address);
    if (!entry || (*entry & needed) != needed)
        return 0;
    if (permission == PTE_WRITE && !(*entry & PTE_DIRTY))
        *entry |= PTE_DIRTY; /* as the hardware would: what is mapped from a file has to go back there */
    return (char *)(PAGE_OF(*entry) + address % PAGE_SIZE);
}

/* 0 if the bytes in an address space may be used so, else -EFAULT. */
int user_pages(pte_t *pagedir, user_address address, unsigned count, unsigned permission)
{
    while (count > 0) {
        unsigned piece = rest_of_page(address, count);

        if (!user_pointer(pagedir, address, permission))
            return -EFAULT;
        address += piece;
        count -= piece;
    }
    return 0;
}

/* The same for the current process. */
int user_range(user_address address, unsigned count, unsigned permission)
{
    return user_pages(current->pagedir, address, count, permission);
}

int copyin(void *to, user_address from, unsigned count)
{
    char *at = to;

    while (count > 0) {
        unsigned piece = rest_of_page(from, count);
        char *source = user_pointer(current->pagedir, from, 0);

        if (!source)
            return -EFAULT;
        memcpy(at, source, piece);
        at += piece;
        from += piece;
        count -= piece;
    }
    return 0;
}

int copyout(pte_t *pagedir, user_address to, const void *from, unsigned count)
{
    const char *at = from;

    while (count > 0) {
        unsigned piece = rest_of_page(to, count);
        char *target = user_pointer(pagedir, to, PTE_WRITE);

        if (!target)
            return -EFAULT;
        memcpy(target, at, piece);
        at += piece;
        to += piece;
        count -= piece;
    }
    return 0;
}

/* Copies a string with its NUL, and returns its length without; -ENAMETOOLONG if it does not fit in size bytes. */
int copyinstr(char *to, user_address from, unsigned size)
{
    unsigned length;

    for (length = 0; length < size; length++) {
        char *source = user_pointer(current->pagedir, from + length, 0);

        if (!source)
            return -EFAULT;
        to[length] = *source;
        if (*source == 0)
            return length;
    }
    return -ENAMETOOLONG;
}
