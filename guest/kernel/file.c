/* Open files: what a descriptor stands for. A file on the disk, an end of a pipe and a device are used alike. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
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
    struct file last;

    if (--file->references > 0)
        return;
    last = *file;
    if (last.type == FILE_PIPE)
        pipe_close(last.pipe, last.writable);
    if (last.inode)
        inode_release(last.inode);
}

/* Closes what a new program is not to have. */
void file_close_on_exec(struct proc *p)
{
    int fd;

    for (fd = 0; fd < NOFILE; fd++) {
        struct file *file = p->files[fd];

        if (!file || !(p->close_on_exec >> fd & 1))
            continue;
        p->files[fd] = 0;
        file_close(file);
    }
    p->close_on_exec = 0;
}

/* Another current directory for the current process, which keeps the caller's use of it; 0 stands for the root. */
void file_set_directory(struct inode *directory)
{
    struct inode *old = current->directory;

    current->directory = directory;
    if (old)
        inode_release(old);
}

/* --- files on the disk --- */

/*
 * The most bytes that are moved while the file is held. Up to here a read or a write is in one piece; a longer one lets
 * others in between, and ends early if the process is to end.
 */
#define MAX_PIECE (8 * PAGE_SIZE)
#define PIECE_PAGES (MAX_PIECE / PAGE_SIZE + 1) /* that such a piece may lie in */

typedef int move(struct inode *inode, void *memory, unsigned offset, unsigned count);

/* What is to be moved between a file and the current process, and how. */
struct transfer {
    struct file *file;
    unsigned *offset; /* in the file; goes on with what is moved */
    user_address address;
    unsigned count;
    move *move;
    int writes; /* to the file */
    int append;
};

static int write_to(struct inode *inode, void *memory, unsigned offset, unsigned count)
{
    return inode_write(inode, memory, offset, count);
}

static unsigned smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static void let_go(char *const *pages, int count)
{
    while (count > 0)
        page_free((void *)ROUND_DOWN((unsigned)pages[--count]));
}

/*
 * Where the kernel sees the bytes of a piece, page by page: the file system knows no user addresses. Returns how many pages
 * there are. They are found before the file is held, since to bring one may mean to read a file, and are held themselves:
 * while this thread waits for the disk, another one may give them back.
 */
static int hold_pages(const struct transfer *t, user_address address, unsigned count, char *pages[PIECE_PAGES])
{
    user_address at;
    int held = 0;

    for (at = address; at < address + count; at = ROUND_DOWN(at) + PAGE_SIZE) {
        char *memory = user_pointer(current->pagedir, at, t->writes ? 0 : PTE_WRITE);

        if (!memory) {
            let_go(pages, held);
            return -EFAULT;
        }
        page_share((void *)ROUND_DOWN((unsigned)memory));
        pages[held++] = memory;
    }
    return held;
}

static int move_pages(const struct transfer *t, char *const *pages, unsigned count)
{
    unsigned done = 0;

    while (done < count) {
        char *memory = *pages++;
        unsigned piece = smaller(PAGE_SIZE - (unsigned)memory % PAGE_SIZE, count - done);
        int moved = t->move(t->file->inode, memory, *t->offset, piece);

        if (moved < 0)
            return done > 0 ? (int)done : moved;
        *t->offset += moved;
        done += moved;
        if ((unsigned)moved < piece)
            break;
    }
    return done;
}

static int move_held(const struct transfer *t, char *const *pages, unsigned count)
{
    struct inode *inode = t->file->inode;
    int result;

    if (t->writes)
        fs_begin();
    inode_lock(inode);
    if (t->append)
        *t->offset = inode->disk.size;
    result = move_pages(t, pages, count);
    inode_unlock(inode);
    if (t->writes)
        fs_end();
    return result;
}

static int transfer_piece(const struct transfer *t, user_address address, unsigned count)
{
    char *pages[PIECE_PAGES];
    int held = hold_pages(t, address, count, pages), result;

    if (held < 0)
        return held;
    result = move_held(t, pages, count);
    let_go(pages, held);
    return result;
}

/* Moves it all, and returns how many bytes that was: less at the end of the file, on a full disk, and when killed. */
static int transfer_all(const struct transfer *t)
{
    unsigned done = 0;

    while (done < t->count) {
        unsigned piece = smaller(t->count - done, MAX_PIECE);
        int moved = signal_ends(current_thread) ? -EINTR : transfer_piece(t, t->address + done, piece);

        if (moved < 0)
            return done > 0 ? (int)done : moved;
        done += moved;
        if ((unsigned)moved < piece)
            break;
    }
    return done;
}

/* What a thread waits in stays open meanwhile, here and at pipes: another one of its process may close the descriptor. */
static int transfer(const struct transfer *t)
{
    int result;

    file_again(t->file);
    result = transfer_all(t);
    file_close(t->file);
    return result;
}

static int inode_file_read(struct file *file, user_address to, unsigned count, unsigned *offset)
{
    const struct transfer t = {file, offset, to, count, inode_read, 0, 0};

    return transfer(&t);
}

static int inode_file_write(struct file *file, user_address from, unsigned count, unsigned *offset, int append)
{
    const struct transfer t = {file, offset, from, count, write_to, 1, append};

    return transfer(&t);
}

/* --- what system calls do with an open file --- */

/* As many zeros as anybody wants. */
static int read_zeros(user_address to, unsigned count)
{
    unsigned done, piece;

    for (done = 0; done < count && !signal_ends(current_thread); done += piece) {
        char *memory = user_pointer(current->pagedir, to + done, PTE_WRITE);

        piece = smaller(PAGE_SIZE - (to + done) % PAGE_SIZE, count - done);
        if (!memory)
            return -EFAULT;
        memset(memory, 0, piece);
    }
    return done;
}

static int proc_file_read(struct file *file, user_address to, unsigned count, unsigned *offset)
{
    int result = procfs_read(file->inode, to, count, *offset);

    if (result > 0)
        *offset += result;
    return result;
}

static int pipe_file_read(struct file *file, user_address to, unsigned count)
{
    int result;

    file_again(file);
    result = pipe_read(file->pipe, to, count, file->nonblocking);
    file_close(file);
    return result;
}

static int pipe_file_write(struct file *file, user_address from, unsigned count)
{
    int result;

    file_again(file);
    result = pipe_write(file->pipe, from, count, file->nonblocking);
    file_close(file);
    return result;
}

/* Reads into the memory of the current process; the caller has checked that it may be written. */
int file_read(struct file *file, user_address to, unsigned count)
{
    if (!file->readable)
        return -EBADF;
    if (count == 0)
        return 0;
    switch (file->type) {
    case FILE_INODE: return inode_file_read(file, to, count, &file->offset);
    case FILE_PIPE: return pipe_file_read(file, to, count);
    case FILE_CONSOLE: return tty_read(to, count, file->nonblocking);
    case FILE_NULL: return 0;
    case FILE_ZERO: return read_zeros(to, count);
    case FILE_PROC: return proc_file_read(file, to, count, &file->offset);
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
    case FILE_INODE: return inode_file_write(file, from, count, &file->offset, file->append);
    case FILE_PIPE: return pipe_file_write(file, from, count);
    case FILE_CONSOLE: return console_write(from, count);
    case FILE_NULL:
    case FILE_ZERO: return count;
    default: panic("file_write: type %d", file->type);
    }
    return -EBADF;
}

/* The same at an offset of the caller's, whatever the file's own is. */
int file_read_at(struct file *file, user_address to, unsigned count, unsigned offset)
{
    if (file->type != FILE_INODE && file->type != FILE_PROC)
        return -ESPIPE;
    if (file->readable && file->type == FILE_PROC)
        return proc_file_read(file, to, count, &offset);
    return file->readable ? inode_file_read(file, to, count, &offset) : -EBADF;
}

int file_write_at(struct file *file, user_address from, unsigned count, unsigned offset)
{
    if (file->type != FILE_INODE)
        return -ESPIPE;
    return file->writable ? inode_file_write(file, from, count, &offset, 0) : -EBADF;
}

/* What a file is ready for, of what is wanted: events as poll has them. */
int file_poll(const struct file *file, int events)
{
    switch (file->type) {
    case FILE_PIPE: return pipe_poll(file->pipe, file->writable);
    case FILE_CONSOLE: return tty_poll(events);
    default: return POLLIN | POLLOUT;
    }
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

    if (file->type != FILE_INODE && file->type != FILE_PROC)
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

int file_truncate(struct file *file, int size)
{
    int result;

    if (size < 0 || file->type != FILE_INODE || !file->writable)
        return -EINVAL;
    file_again(file);
    fs_begin();
    result = inode_truncate(file->inode, size);
    fs_end();
    file_close(file);
    return result;
}

void inode_stat(const struct inode *inode, struct stat *status)
{
    memset(status, 0, sizeof *status);
    status->st_ino = inode->number;
    status->st_mode = inode->disk.mode;
    status->st_nlink = inode->disk.links;
    status->st_size = inode->disk.size;
}

/* The console that the first process has and a pipe are no files with a name. */
void file_stat(const struct file *file, struct stat *status)
{
    if (file->inode) {
        inode_stat(file->inode, status);
        return;
    }
    memset(status, 0, sizeof *status);
    status->st_mode = (file->type == FILE_PIPE ? S_IFIFO : S_IFCHR) | S_IRUSR | S_IWUSR;
}
