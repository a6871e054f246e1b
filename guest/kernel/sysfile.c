/* The system calls about files. */
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

/* The lowest free descriptor, now for this file. */
static int descriptor_for(struct file *file)
{
    int fd;

    for (fd = 0; fd < NOFILE; fd++) {
        if (current->files[fd])
            continue;
        current->files[fd] = file;
        return fd;
    }
    return -EMFILE;
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

int sys_dup(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);
    int fd = file ? descriptor_for(file) : -EBADF;

    if (fd >= 0)
        file_again(file);
    return fd;
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
    if (old)
        file_close(old);
    return to;
}

/* --- reading and writing --- */

/* The most that one call moves, so that the result is never taken for an error. */
#define MAX_COUNT 0x7ffff000u

int sys_read(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);
    user_address to = tf->a1;
    unsigned count = tf->a2;

    if (!file)
        return -EBADF;
    if (count > MAX_COUNT)
        return -EINVAL;
    if (user_range(to, count, PTE_WRITE) < 0)
        return -EFAULT;
    return file_read(file, to, count);
}

int sys_write(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);
    user_address from = tf->a1;
    unsigned count = tf->a2;

    if (!file)
        return -EBADF;
    if (count > MAX_COUNT)
        return -EINVAL;
    if (user_range(from, count, 0) < 0)
        return -EFAULT;
    return file_write(file, from, count);
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

int sys_ioctl(struct trapframe *tf)
{
    struct file *file = file_of(tf->a0);

    return file ? file_ioctl(file, tf->a1, tf->a2) : -EBADF;
}

/* --- names --- */

/* The inode for open: found or, if the flags say so, made; and emptied, if they say that. */
static int open_inode(const char *path, int flags, struct inode **found)
{
    int result = flags & O_CREAT ? path_create(path, flags & O_EXCL, found) : path_lookup(path, found);

    if (result < 0)
        return result;
    if ((*found)->disk.type == VSFS_INODE_DIRECTORY && (flags & (O_ACCMODE | O_CREAT | O_TRUNC))) {
        inode_release(*found);
        return -EISDIR;
    }
    if ((flags & O_TRUNC) && (flags & O_ACCMODE) != O_RDONLY)
        inode_truncate(*found);
    return 0;
}

static int open_file(struct file *file, const char *path, int flags)
{
    int access = flags & O_ACCMODE, result;

    fs_begin();
    result = open_inode(path, flags, &file->inode);
    fs_end();
    if (result < 0)
        return result;
    file->type = FILE_INODE;
    file->readable = access != O_WRONLY;
    file->writable = access != O_RDONLY;
    file->append = (flags & O_APPEND) != 0;
    return 0;
}

/* The descriptor is taken first: nothing is created or emptied for an open that fails for want of one. */
int sys_open(struct trapframe *tf)
{
    char path[PATH_MAX];
    struct file *file;
    int fd, result = copyinstr(path, tf->a0, sizeof path);

    if (result < 0)
        return result;
    if ((tf->a1 & O_ACCMODE) == O_ACCMODE)
        return -EINVAL;
    file = file_alloc();
    if (!file)
        return -ENFILE;
    fd = descriptor_for(file);
    result = fd < 0 ? fd : open_file(file, path, tf->a1);
    if (result == 0)
        return fd;
    if (fd >= 0)
        current->files[fd] = 0;
    file_close(file);
    return result;
}

int sys_unlink(struct trapframe *tf)
{
    char path[PATH_MAX];
    int result = copyinstr(path, tf->a0, sizeof path);

    if (result < 0)
        return result;
    fs_begin();
    result = path_unlink(path);
    fs_end();
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
