/* The system calls about memory. */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include "cpu.h"
#include "defs.h"
#include "file.h"
#include "mmap.h"
#include "proc.h"

/* Moves the end of the heap, and returns where it was. */
int sys_sbrk(struct trapframe *tf)
{
    int increment = tf->a0, result = 0;
    user_address old = current->heap_end, new = old + increment;

    if (increment > 0) {
        if (new < old || new > HEAP_LIMIT)
            return -ENOMEM;
        result = vm_grow(current->pagedir, old, new);
    } else if (increment < 0) {
        if (new > old || new < current->heap_start)
            return -EINVAL;
        vm_shrink(current->pagedir, old, new);
    }
    if (result < 0)
        return result;
    current->heap_end = new;
    return old;
}

int sys_freepages(struct trapframe *tf)
{
    (void)tf;
    return free_pages();
}

/* Without any permission the page is the process's, and it may not use it. */
static unsigned permissions_for(int protection, int flags)
{
    return (protection != PROT_NONE ? PTE_USER : 0) | (protection & PROT_WRITE ? PTE_WRITE : 0) |
           (protection & PROT_EXEC ? PTE_EXECUTE : 0) | (flags & MAP_SHARED ? PTE_SHARED : 0);
}

static int check_file(const struct file *file, int protection, int flags)
{
    if (!file)
        return -EBADF;
    if (file->type != FILE_INODE || !S_ISREG(file->inode->disk.mode))
        return -ENODEV;
    if (!file->readable || (flags & MAP_SHARED && protection & PROT_WRITE && !file->writable))
        return -EACCES;
    return 0;
}

static int check_mapping(user_address address, unsigned length, int protection, int flags)
{
    int kind = flags & (MAP_SHARED | MAP_PRIVATE);

    if (length == 0 || kind == 0 || kind == (MAP_SHARED | MAP_PRIVATE))
        return -EINVAL;
    if (protection & ~(PROT_READ | PROT_WRITE | PROT_EXEC))
        return -EINVAL;
    if (length > MAPPINGS_END - MAPPINGS)
        return -ENOMEM;
    if (flags & MAP_FIXED && (address % PAGE_SIZE != 0 || address < MAPPINGS ||
                              address > MAPPINGS_END || length > MAPPINGS_END - address))
        return -EINVAL;
    return 0;
}

/* An address that is no order (MAP_FIXED) is a wish, and is not heeded. */
int sys_mmap(struct trapframe *tf)
{
    int protection = tf->a2, flags = tf->a3, fd = tf->a4;
    struct mapping m = {flags & MAP_FIXED ? tf->a0 : 0, ROUND_UP(tf->a1), permissions_for(protection, flags), 0,
                        tf->a5 / PAGE_SIZE};
    int result = check_mapping(tf->a0, tf->a1, protection, flags);

    if (result < 0)
        return result;
    if (flags & MAP_ANONYMOUS)
        return mmap_add(&m);
    m.file = fd >= 0 && fd < NOFILE ? current->files[fd] : 0;
    result = tf->a5 % PAGE_SIZE != 0 ? -EINVAL : check_file(m.file, protection, flags);
    if (result < 0)
        return result;
    if (flags & MAP_SHARED && !m.file->writable)
        m.permissions |= PTE_READ_ONLY;
    file_again(m.file);
    result = mmap_add(&m);
    file_close(m.file);
    return result;
}

int sys_mprotect(struct trapframe *tf)
{
    int protection = tf->a2;

    if (tf->a0 % PAGE_SIZE != 0 || protection & ~(PROT_READ | PROT_WRITE | PROT_EXEC))
        return -EINVAL;
    if (tf->a1 > USER_TOP)
        return -ENOMEM;
    return vm_protect(tf->a0, ROUND_UP(tf->a1), permissions_for(protection, 0));
}

int sys_munmap(struct trapframe *tf)
{
    return tf->a1 == 0 ? -EINVAL : mmap_remove(tf->a0, ROUND_UP(tf->a1));
}

int sys_msync(struct trapframe *tf)
{
    return mmap_sync(tf->a0, ROUND_UP(tf->a1));
}
