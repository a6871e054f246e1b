/* Streams in use: their list, and how they are buffered. */
#include "../stdlib/exit.h"
#include "file.h"
#include <stddef.h>
#include <sys/stat.h>

FILE *__streams;
unsigned __streams_lock;

static void flush_all(void)
{
    fflush(NULL);
}

static int flush(FILE *file)
{
    int result = 0;

    if (!(file->flags & WRITING)) /* who waits for input keeps nobody else from ending the program */
        return 0;
    lock_stream(file);
    if (file->flags & WRITING)
        result = __write_out(file);
    unlock_stream(file);
    return result;
}

int fflush(FILE *file)
{
    int result = 0;

    if (file)
        return flush(file);
    for (file = __streams; file; file = file->following)
        if (flush(file) == EOF)
            result = EOF;
    return result;
}

void __prepare(FILE *file)
{
    struct stat status;

    if (!(file->flags & LISTED)) {
        file->flags |= LISTED;
        lock_for_threads(&__streams_lock);
        file->following = __streams;
        __streams = file;
        unlock_for_threads(&__streams_lock);
        __close_stdio = flush_all;
    }
    if (!(file->flags & DECIDED)) {
        file->flags |= DECIDED;
        /* A person reads the console line by line. */
        if (!file->backend && fstat(file->fd, &status) == 0 && S_ISCHR(status.st_mode))
            file->flags |= BY_LINE;
    }
}
