/* The system calls about open files. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include "cpu.h"
#include "defs.h"
#include "file.h"
#include "proc.h"

/* --- descriptors --- */

/* The open file behind a descriptor; 0 if there is none. */
static struct file *file_of(int fd)
{
    return fd >= 0 && fd < NOFILE ? current->files[fd] : 0;
}

/* Whether a new program gets this descriptor. */
static void set_close_on_exec(int fd, int close)
{
    if (close)
        current->close_on_exec |= 1u << fd;
    else
        current->close_on_exec &= ~(1u << fd);
}

/* The lowest free descriptor from this one on, now for this file. */
static int descriptor_from(int fd, struct file *file)
{
    for (; fd < NOFILE; fd++) {
        if (current->files[fd])
            continue;
        current->files[fd] = file;
        set_close_on_exec(fd, 0);
        return fd;
    }
    return -EMFILE;
}

static int descriptor_for(struct file *file)
{
    return descriptor_from(0, file);
}

int sys_close(struct trapframe *tf)
{
    int fd = tf->a0;
    struct file *file = file_of(fd);

    if (!file)
        return -EBADF;
    current->files[fd] = 0;
    file_close(file);
    return 0;
}

/* A second descriptor for an open file, this one or a higher one. */
static int duplicate(struct file *file, int from)
{
    int fd = descriptor_from(from, file);

    if (fd >= 0)
        file_again(file);
    return fd;
}

int sys_dup(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);

    return file ? duplicate(file, 0) : -EBADF;
}

int sys_dup2(struct trapframe *tf)
{
    int to = tf->a1;
    struct file *file = file_of(tf->a0), *old = file_of(to);

    if (!file || to < 0 || to >= NOFILE)
        return -EBADF;
    if (file == old)
        return to;
    current->files[to] = file_again(file);
    set_close_on_exec(to, 0);
    if (old)
        file_close(old);
    return to;
}

/* --- what is said of a descriptor, and of the open file behind it --- */

static int status_flags(const struct file *file)
{
    int access = file->readable ? file->writable ? O_RDWR : O_RDONLY : O_WRONLY;

    return access | (file->append ? O_APPEND : 0) | (file->nonblocking ? O_NONBLOCK : 0);
}

static int set_status_flags(struct file *file, int flags)
{
    file->append = (flags & O_APPEND) != 0;
    file->nonblocking = (flags & O_NONBLOCK) != 0;
    return 0;
}

static int fcntl_duplicate(struct file *file, int from, int close)
{
    int fd = from >= 0 && from < NOFILE ? duplicate(file, from) : -EINVAL;

    if (fd >= 0)
        set_close_on_exec(fd, close);
    return fd;
}

int sys_fcntl(struct trapframe *tf)
{
    int fd = tf->a0, argument = tf->a2;
    struct file *file = file_of(fd);

    if (!file)
        return -EBADF;
    switch (tf->a1) {
    case F_DUPFD: return fcntl_duplicate(file, argument, 0);
    case F_DUPFD_CLOEXEC: return fcntl_duplicate(file, argument, 1);
    case F_GETFD: return current->close_on_exec >> fd & 1 ? FD_CLOEXEC : 0;
    case F_SETFD: set_close_on_exec(fd, argument & FD_CLOEXEC); return 0;
    case F_GETFL: return status_flags(file);
    case F_SETFL: return set_status_flags(file, argument);
    default: return -EINVAL;
    }
}

/* --- reading and writing --- */

/* The most that one call moves, so that the result is never taken for an error. */
#define MAX_COUNT 0x7ffff000u

/* 0 if a process may move so many bytes so. */
static int check_range(user_address address, unsigned count, unsigned permission)
{
    return count > MAX_COUNT ? -EINVAL : user_range(address, count, permission);
}

int sys_read(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);
    user_address to = tf->a1;
    unsigned count = tf->a2;
    int result = file ? check_range(to, count, PTE_WRITE) : -EBADF;

    return result < 0 ? result : file_read(file, to, count);
}

int sys_write(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);
    user_address from = tf->a1;
    unsigned count = tf->a2;
    int result = file ? check_range(from, count, 0) : -EBADF;

    return result < 0 ? result : file_write(file, from, count);
}

int sys_pread(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);
    user_address to = tf->a1;
    unsigned count = tf->a2;
    int offset = tf->a3, result = file ? check_range(to, count, PTE_WRITE) : -EBADF;

    if (result < 0)
        return result;
    return offset < 0 ? -EINVAL : file_read_at(file, to, count, offset);
}

int sys_pwrite(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);
    user_address from = tf->a1;
    unsigned count = tf->a2;
    int offset = tf->a3, result = file ? check_range(from, count, 0) : -EBADF;

    if (result < 0)
        return result;
    return offset < 0 ? -EINVAL : file_write_at(file, from, count, offset);
}

int sys_lseek(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);

    return file ? file_seek(file, tf->a1, tf->a2) : -EBADF;
}

int sys_fstat(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);
    struct stat status;

    if (!file)
        return -EBADF;
    file_stat(file, &status);
    return copyout(current->pagedir, tf->a1, &status, sizeof status);
}

int sys_ftruncate(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);

    return file ? file_truncate(file, tf->a1) : -EBADF;
}

/* Every change of the file is on the disk once this returns. */
int sys_fsync(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);

    if (!file)
        return -EBADF;
    return file->type == FILE_INODE ? fs_sync() : -EINVAL;
}

int sys_ioctl(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);

    return file ? file_ioctl(file, tf->a1, tf->a2) : -EBADF;
}

/* --- open --- */

/* The inode for open: found or, if the flags say so, made; and emptied, if they say that. */
static int open_inode(const char *path, int flags, mode_t mode, struct inode **found)
{
    int result = flags & O_CREAT ? path_create(path, flags & O_EXCL, mode, found) : path_lookup(path, 1, found);

    if (result < 0)
        return result;
    if (S_ISDIR((*found)->disk.mode) && (flags & (O_ACCMODE | O_CREAT | O_TRUNC)))
        result = -EISDIR;
    else if (!S_ISDIR((*found)->disk.mode) && (flags & O_DIRECTORY))
        result = -ENOTDIR;
    else if (procfs_has(*found) && (flags & O_ACCMODE) != O_RDONLY)
        result = -EACCES;
    else if ((flags & O_TRUNC) && (flags & O_ACCMODE) != O_RDONLY && S_ISREG((*found)->disk.mode))
        result = inode_truncate(*found, 0);
    if (result < 0)
        inode_release(*found);
    return result;
}

/* What the open file is for an inode: the device, if it stands for one. */
static enum file_type type_for(const struct inode *inode)
{
    if (!S_ISCHR(inode->disk.mode))
        return procfs_has(inode) ? FILE_PROC : FILE_INODE;
    switch (inode->disk.direct[0]) {
    case VSFS_DEVICE_CONSOLE: return FILE_CONSOLE;
    case VSFS_DEVICE_NULL: return FILE_NULL;
    case VSFS_DEVICE_ZERO: return FILE_ZERO;
    default: return FILE_NONE;
    }
}

static int open_file(struct file *file, const char *path, int flags, mode_t mode)
{
    int access = flags & O_ACCMODE, changes = flags & (O_CREAT | O_TRUNC), result;
    struct inode *inode;

    if (changes)
        fs_begin();
    result = open_inode(path, flags, mode & ~current->mask & MODE_BITS, &inode);
    if (changes)
        fs_end();
    if (result < 0)
        return result;
    file->inode = inode;
    file->type = type_for(inode);
    file->readable = access != O_WRONLY;
    file->writable = access != O_RDONLY;
    set_status_flags(file, flags);
    return file->type == FILE_NONE ? -ENXIO : 0;
}

/* The descriptor is taken first: nothing is created or emptied for an open that fails for want of one. */
int sys_open(struct trapframe *tf)
{
    char path[PATH_MAX];
    struct file *file;
    int fd, flags = tf->a1, result = copyinstr(path, tf->a0, sizeof path);

    if (result < 0)
        return result;
    if ((flags & O_ACCMODE) == O_ACCMODE)
        return -EINVAL;
    file = file_alloc();
    if (!file)
        return -ENFILE;
    fd = descriptor_for(file);
    result = fd < 0 ? fd : open_file(file, path, flags, tf->a2);
    if (result == 0) {
        set_close_on_exec(fd, flags & O_CLOEXEC);
        return fd;
    }
    if (fd >= 0)
        current->files[fd] = 0;
    file_close(file);
    return result;
}

/* --- pipes --- */

int sys_pipe(struct trapframe *tf)
{
    struct file *ends[2];
    int fds[2], result;

    if (user_range(tf->a0, sizeof fds, PTE_WRITE) < 0)
        return -EFAULT;
    result = pipe_create(ends);
    if (result < 0)
        return result;
    fds[0] = descriptor_for(ends[0]);
    fds[1] = descriptor_for(ends[1]);
    if (fds[1] >= 0)
        return copyout(current->pagedir, tf->a0, fds, sizeof fds);
    if (fds[0] >= 0)
        current->files[fds[0]] = 0;
    file_close(ends[0]);
    file_close(ends[1]);
    return -EMFILE;
}
