/* A stream: a descriptor with a buffer, which holds either bytes read ahead or bytes still to be written. */
#include "../threads.h"
#include <stdio.h>
#include <unistd.h>

/* What a stream is for */
#define CAN_READ 1u
#define CAN_WRITE 2u
/* How it is buffered; wholly without either */
#define BY_LINE 4u
#define UNBUFFERED 8u
#define DECIDED 16u /* the buffering is settled: by setvbuf(), or at the first use */
/* What the buffer holds now */
#define READING 32u
#define WRITING 64u
/* What has happened */
#define AT_END 128u
#define FAILED 256u
#define LISTED 512u
/* fclose() gives it back to malloc() */
#define ALLOCATED 1024u

/* What stands in the place of a descriptor's calls. */
struct __backend {
    ssize_t (*read)(FILE *file, void *to, size_t count);
    ssize_t (*write)(FILE *file, const void *from, size_t count);
    off_t (*seek)(FILE *file, off_t offset, int whence);
    int (*close)(FILE *file);
};

struct __file {
    int fd;
    unsigned int flags;
    unsigned char *buffer;
    size_t size;
    unsigned char *next; /* the next byte to read, or the place of the next byte to write */
    unsigned char *end;  /* where the bytes read ahead end, or the buffer */
    FILE *following;     /* in the list of streams in use */
    unsigned char small[2];
    unsigned lock;  /* once there are threads: held by the one that uses the stream */
    unsigned again; /* how often more it has locked it */
    const struct __backend *backend; /* NULL: the descriptor */
    void *own;                       /* what that has for itself */
};

/* All streams that have been used, so that exit() and fflush(NULL) find them. */
extern FILE *__streams;
extern unsigned __streams_lock; /* held while the list changes, once there are threads */

/* What a function does with a stream is in one piece, whatever other threads do with it (POSIX). */
static inline void lock_stream(FILE *file)
{
    if (__thread_number)
        flockfile(file);
}

static inline void unlock_stream(FILE *file)
{
    if (__thread_number)
        funlockfile(file);
}

static inline ssize_t read_file(FILE *file, void *to, size_t count)
{
    return file->backend ? file->backend->read(file, to, count) : read(file->fd, to, count);
}

static inline ssize_t write_file(FILE *file, const void *from, size_t count)
{
    return file->backend ? file->backend->write(file, from, count) : write(file->fd, from, count);
}

static inline off_t seek_file(FILE *file, off_t offset, int whence)
{
    return file->backend ? file->backend->seek(file, offset, whence) : lseek(file->fd, offset, whence);
}

/* Settles the buffering and lists the stream. Both start functions call it. */
void __prepare(FILE *file);

/* Makes a stream ready for reading or writing; 0, or EOF if it is not for that. */
int __start_reading(FILE *file);
int __start_writing(FILE *file);

/* Reads ahead; 0, or EOF at the end or on an error. The first byte of the buffer is left free for ungetc(). */
int __refill(FILE *file);

/* Writes the buffer out; 0, or EOF on an error. */
int __write_out(FILE *file);

/* Writes bytes through the buffer; how many were taken. */
size_t __put_bytes(FILE *file, const void *bytes, size_t count);

/* Forgets what was read ahead, and moves the descriptor's offset back to match. */
void __forget_input(FILE *file);

/* What "r", "w+" and so on mean to open(), and the flags for the stream; −1 for a bad mode. */
int __parse_mode(const char *mode, unsigned int *flags);

/* A stream without a descriptor; NULL without memory. */
FILE *__open_backend(const struct __backend *backend, void *own, const char *mode);

void __initialise(FILE *file, int fd, unsigned int flags, unsigned char *buffer, size_t size);
