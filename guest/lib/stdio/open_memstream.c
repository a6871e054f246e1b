/* A stream that writes to memory, which grows (POSIX). After fflush() and fclose() the caller has the text and its size. */
#include "file.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct memory {
    char **text;
    size_t *size;
    char *bytes;
    size_t room, length, position;
};

/* Room for so many bytes and a NUL; 0 without memory. */
static int make_room(struct memory *memory, size_t length)
{
    size_t room = memory->room ? memory->room : 64;
    char *larger;

    while (room <= length)
        room *= 2;
    if (room == memory->room)
        return 1;
    larger = realloc(memory->bytes, room);
    if (!larger)
        return 0;
    memset(larger + memory->room, 0, room - memory->room);
    memory->bytes = larger;
    memory->room = room;
    return 1;
}

static void show(const struct memory *memory)
{
    *memory->text = memory->bytes;
    *memory->size = memory->position < memory->length ? memory->position : memory->length;
}

static ssize_t append(FILE *file, const void *from, size_t count)
{
    struct memory *memory = file->own;

    if (!make_room(memory, memory->position + count))
        return -1;
    memcpy(memory->bytes + memory->position, from, count);
    memory->position += count;
    if (memory->position > memory->length) {
        memory->length = memory->position;
        memory->bytes[memory->length] = '\0';
    }
    show(memory);
    return count;
}

static off_t seek(FILE *file, off_t offset, int whence)
{
    struct memory *memory = file->own;
    off_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? memory->position : memory->length;

    if (base + offset < 0) {
        errno = EINVAL;
        return -1;
    }
    memory->position = base + offset;
    show(memory);
    return memory->position;
}

static int finish(FILE *file)
{
    show(file->own);
    free(file->own);
    return 0;
}

static const struct __backend backend = {.write = append, .seek = seek, .close = finish};

FILE *open_memstream(char **text, size_t *size)
{
    struct memory *memory = calloc(1, sizeof *memory);
    FILE *file = NULL;

    if (memory && make_room(memory, 0)) {
        memory->text = text;
        memory->size = size;
        file = __open_backend(&backend, memory, "w");
    }
    if (file)
        show(memory);
    else if (memory) {
        free(memory->bytes);
        free(memory);
    }
    return file;
}
