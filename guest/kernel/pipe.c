/*
 * Pipes: a page of memory with two ends, used as a ring. A reader blocks while it is empty, a writer while it is full.
 * A write of up to PIPE_BUF bytes is never torn: it waits until all of it fits (POSIX).
 */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include "defs.h"
#include "file.h"
#include "proc.h"

#define CAPACITY (PAGE_SIZE - 4 * sizeof(unsigned))

struct pipe {
    int readers, writers;  /* open files of each end */
    unsigned first, count; /* where in bytes the oldest byte is, and how many there are from it on */
    char bytes[CAPACITY];
};

_Static_assert(PIPE_BUF <= CAPACITY, "a write of PIPE_BUF bytes must fit");

/* Those who wait at the other end must look. */
static void changed(struct pipe *pipe)
{
    wakeup(pipe);
    poll_wake();
}

static struct file *open_end(struct pipe *pipe, int writer)
{
    struct file *file = file_alloc();

    if (!file)
        return 0;
    file->type = FILE_PIPE;
    file->pipe = pipe;
    file->readable = !writer;
    file->writable = writer;
    if (writer)
        pipe->writers++;
    else
        pipe->readers++;
    return file;
}

/* Makes a pipe: ends[0] to read, ends[1] to write. */
int pipe_create(struct file *ends[2])
{
    struct pipe *pipe = page_alloc();

    if (!pipe)
        return -ENOMEM;
    pipe->readers = pipe->writers = 0;
    pipe->first = pipe->count = 0;
    ends[0] = open_end(pipe, 0);
    ends[1] = ends[0] ? open_end(pipe, 1) : 0;
    if (ends[1])
        return 0;
    if (ends[0])
        file_close(ends[0]);
    else
        page_free(pipe);
    return -ENFILE;
}

/* Closes an end. */
void pipe_close(struct pipe *pipe, int writer)
{
    if (writer)
        pipe->writers--;
    else
        pipe->readers--;
    changed(pipe);
    if (pipe->readers == 0 && pipe->writers == 0)
        page_free(pipe);
}

static unsigned smallest(unsigned a, unsigned b, unsigned c)
{
    if (b < a)
        a = b;
    return c < a ? c : a;
}

/* Copies what lies in one piece from the pipe to the current process. */
static int take(struct pipe *pipe, user_address to, unsigned count)
{
    unsigned piece = smallest(count, pipe->count, CAPACITY - pipe->first);

    if (copyout(current->pagedir, to, pipe->bytes + pipe->first, piece) < 0)
        return -EFAULT;
    pipe->first = (pipe->first + piece) % CAPACITY;
    pipe->count -= piece;
    return piece;
}

static unsigned room(const struct pipe *pipe)
{
    return CAPACITY - pipe->count;
}

/* Copies from the current process to the pipe, as much as fits in one piece. */
static int put(struct pipe *pipe, user_address from, unsigned count)
{
    unsigned at = (pipe->first + pipe->count) % CAPACITY;
    unsigned piece = smallest(count, room(pipe), CAPACITY - at);

    if (copyin(pipe->bytes + at, from, piece) < 0)
        return -EFAULT;
    pipe->count += piece;
    return piece;
}

/* What an end is ready for. */
int pipe_poll(const struct pipe *pipe, int writer)
{
    if (writer)
        return pipe->readers == 0 ? POLLERR : room(pipe) >= PIPE_BUF ? POLLOUT : 0;
    return (pipe->count > 0 ? POLLIN : 0) | (pipe->writers == 0 ? POLLHUP : 0);
}

/* Waits for bytes, and reads as many as there are; 0 when the pipe is empty and nobody can write to it any more. */
int pipe_read(struct pipe *pipe, user_address to, unsigned count, int nonblocking)
{
    unsigned done = 0;

    while (pipe->count == 0) {
        if (pipe->writers == 0)
            return 0;
        if (nonblocking)
            return -EAGAIN;
        if (signal_waiting(current_thread))
            return -EINTR;
        block(pipe, "pipe to read");
    }
    while (done < count && pipe->count > 0) {
        int piece = take(pipe, to + done, count - done);

        if (piece < 0)
            return piece;
        done += piece;
    }
    changed(pipe);
    return done;
}

/* Writes all bytes, waiting for room; SIGPIPE and -EPIPE when nobody can read them any more. */
int pipe_write(struct pipe *pipe, user_address from, unsigned count, int nonblocking)
{
    unsigned done = 0, needed = count <= PIPE_BUF ? count : 1;

    while (done < count) {
        int piece;

        if (pipe->readers == 0) {
            signal_send_thread(current_thread, SIGPIPE);
            return -EPIPE;
        }
        if (signal_waiting(current_thread))
            return -EINTR;
        if (room(pipe) < needed) {
            if (nonblocking)
                return done > 0 ? (int)done : -EAGAIN;
            block(pipe, "pipe to write");
            continue;
        }
        piece = put(pipe, from + done, count - done);
        if (piece < 0)
            return piece;
        done += piece;
        needed = 1; /* the rest of what has begun: there is room for it, or it may be torn */
        changed(pipe);
    }
    return done;
}
