/* The system calls about files by their names, and about the directory where names start. */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include "cpu.h"
#include "defs.h"
#include "file.h"
#include "proc.h"

/* The mode for something new: what the caller wants, without what the process never gives. */
static mode_t new_mode(mode_t wanted)
{
    return wanted & ~current->mask & MODE_BITS;
}

int sys_umask(struct trapframe *tf)
{
    unsigned old = current->mask;

    current->mask = tf->a0 & (S_IRWXU | S_IRWXG | S_IRWXO);
    return old;
}

/* --- one path --- */

typedef int action(const char *path, unsigned argument);

/* Changes something by the path at a user address. */
static int with_path(user_address address, action *act, unsigned argument)
{
    char path[PATH_MAX];
    int result = copyinstr(path, address, sizeof path);

    if (result < 0)
        return result;
    fs_begin();
    result = act(path, argument);
    fs_end();
    return result;
}

int sys_mkdir(struct trapframe *tf)
{
    return with_path(tf->a0, path_make_directory, new_mode(tf->a1));
}

static int remove_directory(const char *path, unsigned nothing)
{
    (void)nothing;
    return path_remove_directory(path);
}

int sys_rmdir(struct trapframe *tf)
{
    return with_path(tf->a0, remove_directory, 0);
}

static int unlink(const char *path, unsigned nothing)
{
    (void)nothing;
    return path_unlink(path);
}

int sys_unlink(struct trapframe *tf)
{
    return with_path(tf->a0, unlink, 0);
}

/* --- two paths --- */

static int with_two_paths(struct trapframe *tf, int act(const char *first, const char *second))
{
    char first[PATH_MAX], second[PATH_MAX];
    int result = copyinstr(first, tf->a0, sizeof first);

    if (result >= 0)
        result = copyinstr(second, tf->a1, sizeof second);
    if (result < 0)
        return result;
    fs_begin();
    result = act(first, second);
    fs_end();
    return result;
}

int sys_link(struct trapframe *tf)
{
    return with_two_paths(tf, path_link);
}

int sys_symlink(struct trapframe *tf)
{
    return with_two_paths(tf, path_symlink);
}

int sys_rename(struct trapframe *tf)
{
    return with_two_paths(tf, path_rename);
}

/* --- the inode behind a path --- */

typedef int inode_action(struct inode *inode, unsigned argument);

static int with_inode(user_address address, int follow, inode_action *act, unsigned argument)
{
    char path[PATH_MAX];
    struct inode *inode;
    int result = copyinstr(path, address, sizeof path);

    if (result < 0)
        return result;
    result = path_lookup(path, follow, &inode);
    if (result == 0) {
        result = act(inode, argument);
        inode_release(inode);
    }
    return result;
}

static int copy_status(struct inode *inode, unsigned address)
{
    struct stat status;

    inode_stat(inode, &status);
    return copyout(current->pagedir, address, &status, sizeof status);
}

int sys_stat(struct trapframe *tf)
{
    return with_inode(tf->a0, 1, copy_status, tf->a1);
}

int sys_lstat(struct trapframe *tf)
{
    return with_inode(tf->a0, 0, copy_status, tf->a1);
}

static int change_mode(struct inode *inode, unsigned mode)
{
    int result;

    fs_begin();
    inode->disk.mode = (inode->disk.mode & S_IFMT) | (mode & MODE_BITS);
    result = inode_update(inode);
    fs_end();
    return result;
}

int sys_chmod(struct trapframe *tf)
{
    return with_inode(tf->a0, 1, change_mode, tf->a1);
}

static int change_size(struct inode *inode, unsigned size)
{
    int result;

    if (!S_ISREG(inode->disk.mode))
        return S_ISDIR(inode->disk.mode) ? -EISDIR : -EINVAL;
    fs_begin();
    result = inode_truncate(inode, size);
    fs_end();
    return result;
}

int sys_truncate(struct trapframe *tf)
{
    return (int)tf->a1 < 0 ? -EINVAL : with_inode(tf->a0, 1, change_size, tf->a1);
}

/* Where readlink puts what a symbolic link says, and how much of it. */
struct text {
    user_address address;
    unsigned size;
};

static int copy_link(struct inode *inode, unsigned argument)
{
    const struct text *text = (const struct text *)argument;
    char target[PATH_MAX];
    int length;

    if (!S_ISLNK(inode->disk.mode))
        return -EINVAL;
    inode_lock(inode);
    length = inode_read(inode, target, 0, sizeof target);
    inode_unlock(inode);
    if (length < 0)
        return length;
    if ((unsigned)length > text->size)
        length = text->size;
    return copyout(current->pagedir, text->address, target, length) < 0 ? -EFAULT : length;
}

int sys_readlink(struct trapframe *tf)
{
    const struct text text = {tf->a1, tf->a2};

    return with_inode(tf->a0, 0, copy_link, (unsigned)&text);
}

/* --- the current directory --- */

static int change_directory(struct inode *inode, unsigned address)
{
    struct inode **found = (struct inode **)address;

    if (!S_ISDIR(inode->disk.mode))
        return -ENOTDIR;
    *found = inode_again(inode);
    return 0;
}

int sys_chdir(struct trapframe *tf)
{
    struct inode *directory;
    int result = with_inode(tf->a0, 1, change_directory, (unsigned)&directory);

    if (result == 0)
        file_set_directory(directory);
    return result;
}

/* Nothing may be renamed on the way up. */
static int path_of_current(char path[PATH_MAX])
{
    struct inode *directory;
    int result;

    fs_begin();
    result = path_lookup(".", 1, &directory);
    if (result == 0) {
        result = path_of(directory, path);
        inode_release(directory);
    }
    fs_end();
    return result;
}

/* Copies the path of the current directory out; its length with the NUL. */
int sys_getcwd(struct trapframe *tf)
{
    char path[PATH_MAX];
    int start = path_of_current(path);
    unsigned length = PATH_MAX - start;

    if (start < 0)
        return start;
    if (length > tf->a1)
        return -ERANGE;
    return copyout(current->pagedir, tf->a0, path + start, length) < 0 ? -EFAULT : (int)length;
}

int sys_sync(struct trapframe *tf)
{
    (void)tf;
    return fs_sync();
}
