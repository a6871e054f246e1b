/*
 * Variables that each thread has for itself (C11 6.2.4). The first thread has its own where the linker has put them; any other gets
 * its copies when it first asks for them. The compiler makes one description for each variable, and calls __thread_local()
 * wherever one is named.
 */
#include "threads.h"
#include <stdlib.h>
#include <string.h>

struct variable {
    size_t size;
    void *first;         /* that of the first thread */
    const void *initial; /* what it starts as; NULL: zero */
    unsigned number;     /* from 1 on; 0: no thread but the first has asked */
};

static unsigned variables;

static unsigned number_of(struct variable *variable)
{
    if (variable->number == 0)
        __sync_bool_compare_and_swap(&variable->number, 0, __sync_add_and_fetch(&variables, 1));
    return variable->number;
}

/* Without memory there is no way on. */
static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

static void make_room(struct __locals *locals, unsigned count)
{
    locals->places = must(realloc(locals->places, count * sizeof *locals->places));
    memset(locals->places + locals->count, 0, (count - locals->count) * sizeof *locals->places);
    locals->count = count;
}

static void *copy_of(const struct variable *variable)
{
    void *copy = must(malloc(variable->size));

    if (variable->initial)
        return memcpy(copy, variable->initial, variable->size);
    return memset(copy, 0, variable->size);
}

void *__thread_local(struct variable *variable)
{
    struct __locals *locals = __locals_of_thread ? __locals_of_thread() : NULL;
    unsigned number;

    if (!locals)
        return variable->first;
    number = number_of(variable);
    if (number > locals->count)
        make_room(locals, number);
    if (!locals->places[number - 1])
        locals->places[number - 1] = copy_of(variable);
    return locals->places[number - 1];
}
