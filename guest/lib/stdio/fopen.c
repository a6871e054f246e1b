/* Opening and closing streams. */
#include "file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int __parse_mode(const char *mode, unsigned int *flags)
{
    int both = strchr(mode, '+') != NULL;
    int how = both ? O_RDWR : *mode == 'r' ? O_RDONLY : O_WRONLY;

    *flags = both ? CAN_READ | CAN_WRITE : *mode == 'r' ? CAN_READ : CAN_WRITE;
    switch (*mode) {
    case 'r': return how;
    case 'w': return how | O_CREAT | O_TRUNC | (strchr(mode, 'x') ? O_EXCL : 0);
    case 'a': return how | O_CREAT | O_APPEND;
    }
    errno = EINVAL;
    return -1;
}

void __initialise(FILE *file, int fd, unsigned int flags, unsigned char *buffer, size_t size)
{
    file->fd = fd;
    file->backend = NULL;
    file->flags = flags;
    file->buffer = buffer;
    file->size = size;
    file->next = file->end = buffer;
}

FILE *__open_backend(const struct __backend *backend, void *own, const char *mode)
{
    FILE *file = fdopen(-1, mode);

    if (file) {
        file->backend = backend;
        file->own = own;
    }
    return file;
}

FILE *fdopen(int fd, const char *mode)
{
    unsigned int flags;
    FILE *file;

    if (__parse_mode(mode, &flags) < 0)
        return NULL;
    file = malloc(sizeof *file + BUFSIZ); /* the buffer behind it */
    if (file)
        __initialise(file, fd, flags | ALLOCATED, (unsigned char *)(file + 1), BUFSIZ);
    return file;
}

FILE *fopen(const char *path, const char *mode)
{
    unsigned int flags;
    int how = __parse_mode(mode, &flags);
    int fd = how < 0 ? -1 : open(path, how, 0666);
    FILE *file = fd < 0 ? NULL : fdopen(fd, mode);

    if (!file && fd >= 0)
        close(fd);
    return file;
}

static void forget(FILE *file)
{
    FILE **link = &__streams;

    lock_for_threads(&__streams_lock);
    while (*link && *link != file)
        link = &(*link)->following;
    if (*link)
        *link = file->following;
    unlock_for_threads(&__streams_lock);
    file->flags &= ~LISTED;
}

int fclose(FILE *file)
{
    int result = fflush(file);

    if (file->flags & READING)
        __forget_input(file);
    forget(file);
    if ((file->backend ? file->backend->close(file) : close(file->fd)) < 0)
        result = EOF;
    if (file->flags & ALLOCATED)
        free(file);
    else
        __initialise(file, -1, 0, file->buffer, file->size);
    return result;
}

FILE *freopen(const char *path, const char *mode, FILE *file)
{
    unsigned int flags;
    int how = __parse_mode(mode, &flags);
    int fd, wanted = file->fd;

    fflush(file);
    fd = how < 0 ? -1 : open(path, how, 0666);
    if (fd < 0) {
        fclose(file);
        return NULL;
    }
    if (fd != wanted) { /* a program that redirects stdout wants descriptor 1 */
        dup2(fd, wanted);
        close(fd);
    }
    __initialise(file, wanted, flags | (file->flags & (LISTED | ALLOCATED)), file->buffer, file->size);
    return file;
}
