/* Pipes: a page of memory with two ends. A reader blocks while it is empty, a writer while it is full. */
#include <errno.h>
#include "defs.h"
#include "file.h"
#include "proc.h"

#define CAPACITY (PAGE_SIZE - 4 * sizeof(unsigned))

struct pipe {
    int readers, writers;    /* open files of each end */
    unsigned taken, written; /* bytes so far; the difference is in the pipe */
    char bytes[CAPACITY];
};

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
    pipe->taken = pipe->written = 0;
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

/* Closes an end. Those who wait at the other one must see it. */
void pipe_close(struct pipe *pipe, int writer)
{
    if (writer)
        pipe->writers--;
    else
        pipe->readers--;
    wakeup(pipe);
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
    unsigned at = pipe->taken % CAPACITY;
    unsigned piece = smallest(count, pipe->written - pipe->taken, CAPACITY - at);

    if (copyout(current->pagedir, to, pipe->bytes + at, piece) < 0)
        return -EFAULT;
    pipe->taken += piece;
    return piece;
}

/* Copies from the current process to the pipe, as much as fits in one piece. */
static int put(struct pipe *pipe, user_address from, unsigned count)
{
    unsigned at = pipe->written % CAPACITY;
    unsigned piece = smallest(count, CAPACITY - (pipe->written - pipe->taken), CAPACITY - at);

    if (copyin(pipe->bytes + at, from, piece) < 0)
        return -EFAULT;
    pipe->written += piece;
    return piece;
}

/* Waits for bytes, and reads as many as there are; 0 when the pipe is empty and nobody can write to it any more. */
int pipe_read(struct pipe *pipe, user_address to, unsigned count)
{
    unsigned done = 0;

    while (pipe->taken == pipe->written) {
        if (pipe->writers == 0)
            return 0;
        if (current->killed)
            return -EINTR;
        block(pipe, "pipe to read");
    }
    while (done < count && pipe->taken != pipe->written) {
        int piece = take(pipe, to + done, count - done);

        if (piece < 0)
            return piece;
        done += piece;
    }
    wakeup(pipe);
    return done;
}

/* Writes all bytes, waiting for room; -EPIPE when nobody can read them any more. */
int pipe_write(struct pipe *pipe, user_address from, unsigned count)
{
    unsigned done = 0;

    while (done < count) {
        int piece;

        if (pipe->readers == 0)
            return -EPIPE;
        if (current->killed)
            return -EINTR;
        if (pipe->written - pipe->taken == CAPACITY) {
            block(pipe, "pipe to write");
            continue;
        }
        piece = put(pipe, from + done, count - done);
        if (piece < 0)
            return piece;
        done += piece;
        wakeup(pipe);
    }
    return done;
}
