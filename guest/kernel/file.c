/* Open files: what a descriptor stands for. A file on the disk, an end of a pipe and the console are used alike. */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "defs.h"
#include "file.h"
#include "proc.h"

static struct file files[NFILE];

/* A new open file for one descriptor; 0 if too many are open. */
struct file *file_alloc(void)
{
    struct file *file;

    for (file = files; file < &files[NFILE]; file++) {
        if (file->references > 0)
            continue;
        memset(file, 0, sizeof *file);
        file->references = 1;
        return file;
    }
    return 0;
}

/* One more descriptor for an open file. */
struct file *file_again(struct file *file)
{
    file->references++;
    return file;
}

/* One descriptor less; the last one closes what is behind it. */
void file_close(struct file *file)
{
    struct file last = *file;

    if (--file->references > 0)
        return;
    if (last.type == FILE_PIPE)
        pipe_close(last.pipe, last.writable);
    if (last.type != FILE_INODE)
        return;
    fs_begin();
    inode_release(last.inode);
    fs_end();
}

/* --- files on the disk --- */

typedef int transfer(struct inode *inode, void *memory, unsigned offset, unsigned count);

static int write_to(struct inode *inode, void *memory, unsigned offset, unsigned count)
{
    return inode_write(inode, memory, offset, count);
}

/*
 * Moves bytes between a file and the current process, from its offset on. The file system knows no user addresses:
 * it gets the bytes of one user page at a time, at the address where the kernel sees that page.
 */
static int transfer_pages(struct file *file, user_address address, unsigned count, unsigned permission, transfer *move)
{
    unsigned done = 0;

    while (done < count) {
        unsigned piece = PAGE_SIZE - (address + done) % PAGE_SIZE;
        char *memory = user_pointer(current->pagedir, address + done, permission);
        int moved;

        if (piece > count - done)
            piece = count - done;
        moved = memory ? move(file->inode, memory, file->offset, piece) : -EFAULT;
        if (moved < 0)
            return done > 0 ? (int)done : moved;
        file->offset += moved;
        done += moved;
        if ((unsigned)moved < piece)
            break;
    }
    return done;
}

static int inode_file_read(struct file *file, user_address to, unsigned count)
{
    int result;

    fs_begin();
    result = transfer_pages(file, to, count, PTE_WRITE, inode_read);
    fs_end();
    return result;
}

static int inode_file_write(struct file *file, user_address from, unsigned count)
{
    int result;

    fs_begin();
    if (file->append)
        file->offset = file->inode->disk.size;
    result = transfer_pages(file, from, count, 0, write_to);
    fs_end();
    return result;
}

/* --- what system calls do with an open file --- */

/* Reads into the memory of the current process; the caller has checked that it may be written. */
int file_read(struct file *file, user_address to, unsigned count)
{
    if (!file->readable)
        return -EBADF;
    if (count == 0)
        return 0;
    switch (file->type) {
    case FILE_INODE: return inode_file_read(file, to, count);
    case FILE_PIPE: return pipe_read(file->pipe, to, count);
    case FILE_CONSOLE: return tty_read(to, count);
    default: panic("file_read: type %d", file->type);
    }
    return -EBADF;
}

/* Writes from the memory of the current process; the caller has checked that it may be read. */
int file_write(struct file *file, user_address from, unsigned count)
{
    if (!file->writable)
        return -EBADF;
    switch (file->type) {
    case FILE_INODE: return inode_file_write(file, from, count);
    case FILE_PIPE: return pipe_write(file->pipe, from, count);
    case FILE_CONSOLE: return console_write(from, count);
    default: panic("file_write: type %d", file->type);
    }
    return -EBADF;
}

/* Asks or tells what only some kinds of files know. */
int file_ioctl(struct file *file, unsigned request, user_address argument)
{
    return file->type == FILE_CONSOLE ? tty_ioctl(request, argument) : -ENOTTY;
}

/* Moves the offset, and returns the new one. */
int file_seek(struct file *file, int offset, int whence)
{
    int base;

    if (file->type != FILE_INODE)
        return -ESPIPE;
    switch (whence) {
    case SEEK_SET: base = 0; break;
    case SEEK_CUR: base = file->offset; break;
    case SEEK_END: base = file->inode->disk.size; break;
    default: return -EINVAL;
    }
    if (offset > 0 && base > INT_MAX - offset)
        return -EOVERFLOW;
    if (base + offset < 0)
        return -EINVAL;
    return file->offset = base + offset;
}

static int mode_of(const struct file *file)
{
    if (file->type == FILE_CONSOLE)
        return S_IFCHR;
    if (file->type == FILE_PIPE)
        return S_IFIFO;
    return file->inode->disk.type == VSFS_INODE_DIRECTORY ? S_IFDIR : S_IFREG;
}

void file_stat(const struct file *file, struct stat *status)
{
    memset(status, 0, sizeof *status);
    status->st_mode = mode_of(file);
    if (file->type != FILE_INODE)
        return;
    status->st_ino = file->inode->number;
    status->st_nlink = file->inode->disk.links;
    status->st_size = file->inode->disk.size;
}
