/* Memory that is given back all at once: what a line is made into lives as long as the line runs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "sh.h"

struct block {
    struct block *before;
    long long bytes[]; /* aligned for everything */
};

static struct block *latest;

void *allocate(size_t size)
{
    struct block *block = malloc(sizeof *block + size);

    if (!block) {
        dprintf(2, "sh: no memory left\n");
        exit(2);
    }
    block->before = latest;
    latest = block;
    return memset(block->bytes, 0, size);
}

char *copy_text(const char *text, size_t length)
{
    return memcpy(allocate(length + 1), text, length);
}

void *memory_mark(void)
{
    return latest;
}

void memory_release(void *mark)
{
    while (latest != mark) {
        struct block *before = latest->before;

        free(latest);
        latest = before;
    }
}
