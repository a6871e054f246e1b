/* Streams in use: their list, and how they are buffered. */
#include "../stdlib/exit.h"
#include "file.h"
#include <stddef.h>
#include <sys/stat.h>

FILE *__streams;

static void flush_all(void)
{
    fflush(NULL);
}

int fflush(FILE *file)
{
    int result = 0;

    if (file)
        return file->flags & WRITING ? __write_out(file) : 0;
    for (file = __streams; file; file = file->following)
        if (file->flags & WRITING && __write_out(file) == EOF)
            result = EOF;
    return result;
}

void __prepare(FILE *file)
{
    struct stat status;

    if (!(file->flags & LISTED)) {
        file->flags |= LISTED;
        file->following = __streams;
        __streams = file;
        __close_stdio = flush_all;
    }
    if (!(file->flags & DECIDED)) {
        file->flags |= DECIDED;
        /* A person reads the console line by line. */
        if (fstat(file->fd, &status) == 0 && S_ISCHR(status.st_mode))
            file->flags |= BY_LINE;
    }
}
