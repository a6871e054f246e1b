/* A stream on memory of a fixed size (POSIX). */
#include "file.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct memory {
    char *bytes;
    size_t size;     /* of the memory */
    size_t length;   /* of what is in it */
    size_t position;
    int appends;
    int own; /* malloc() has made it */
};

static ssize_t take(FILE *file, void *to, size_t count)
{
    struct memory *memory = file->own;
    size_t left = memory->position < memory->length ? memory->length - memory->position : 0;

    if (count > left)
        count = left;
    memcpy(to, memory->bytes + memory->position, count);
    memory->position += count;
    return count;
}

/* A NUL stands behind the text, if there is room for it. */
static ssize_t put(FILE *file, const void *from, size_t count)
{
    struct memory *memory = file->own;
    size_t position = memory->appends ? memory->length : memory->position;
    size_t room = position < memory->size ? memory->size - position : 0;

    if (room == 0) {
        errno = ENOSPC;
        return -1;
    }
    if (count > room)
        count = room;
    memcpy(memory->bytes + position, from, count);
    memory->position = position + count;
    if (memory->position > memory->length) {
        memory->length = memory->position;
        if (memory->length < memory->size)
            memory->bytes[memory->length] = '\0';
    }
    return count;
}

static off_t seek(FILE *file, off_t offset, int whence)
{
    struct memory *memory = file->own;
    off_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? memory->position : memory->length;

    if (base + offset < 0 || (size_t)(base + offset) > memory->size) {
        errno = EINVAL;
        return -1;
    }
    return memory->position = base + offset;
}

static int finish(FILE *file)
{
    struct memory *memory = file->own;

    if (memory->own)
        free(memory->bytes);
    free(memory);
    return 0;
}

static const struct __backend backend = {take, put, seek, finish};

static void start(struct memory *memory, const char *mode)
{
    if (*mode == 'w' && mode[1] == '+' && memory->size > 0)
        memory->bytes[0] = '\0';
    memory->length = *mode == 'r' ? memory->size : *mode == 'w' ? 0 : strnlen(memory->bytes, memory->size);
    memory->appends = *mode == 'a';
    memory->position = memory->appends ? memory->length : 0;
}

FILE *fmemopen(void *bytes, size_t size, const char *mode)
{
    struct memory *memory = calloc(1, sizeof *memory);
    FILE *file = NULL;

    if (!memory)
        return NULL;
    memory->size = size;
    memory->own = bytes == NULL;
    memory->bytes = bytes ? bytes : calloc(1, size ? size : 1);
    if (memory->bytes)
        file = __open_backend(&backend, memory, mode);
    if (file) {
        start(memory, mode);
        return file;
    }
    if (memory->own)
        free(memory->bytes);
    free(memory);
    return NULL;
}
