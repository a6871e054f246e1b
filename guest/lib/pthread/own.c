/*
 * What a thread has for itself is found by its stack pointer: no other thread has it in the same stack. An entry is made
 * when a thread first asks. Entries are never given back, so that the list may be walked while others change it.
 */
#include "own.h"
#include "../threads.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The stacks that the kernel has for threads lie at multiples of this, and are no larger. */
#define GRANULE 0x100000u

static struct own first = {.number = 0};
static struct own *list = &first;
static struct own *last_found = &first;

static int holds(const struct own *own, uintptr_t address)
{
    return own->low <= address && address < own->high;
}

static struct own *find_by_stack(uintptr_t address)
{
    struct own *own;

    for (own = list; own; own = own->next)
        if (holds(own, address))
            return own;
    return NULL;
}

static struct own *find_by_number(int number)
{
    struct own *own;

    for (own = list; own; own = own->next)
        if (own->number == number)
            return own;
    return NULL;
}

/* One that an earlier thread has left. */
static struct own *take_unused(void)
{
    struct own *own;

    for (own = list; own; own = own->next)
        if (own->number == UNUSED && __sync_bool_compare_and_swap(&own->number, UNUSED, UNKNOWN))
            return own;
    return NULL;
}

/* From the kernel: malloc() has a lock, and asks who takes it. */
static struct own *make(void)
{
    struct own *own = take_unused(), *before;

    if (own)
        return own;
    own = sbrk(sizeof *own);
    if (own == (void *)-1)
        return NULL;
    memset(own, 0, sizeof *own);
    own->number = UNKNOWN;
    do
        own->next = before = list;
    while (__sync_val_compare_and_swap(&list, before, own) != before);
    return own;
}

struct own *__own_for_stack(void *stack, size_t size)
{
    struct own *own = make();

    if (own) {
        free(own->stack);
        own->stack = NULL;
        own->low = (uintptr_t)stack;
        own->high = own->low + size;
    }
    return own;
}

/* The first time that a thread asks, or the first has come to another part of its long stack. Without memory there is no way on. */
static struct own *settle(uintptr_t address)
{
    int number = gettid();
    struct own *own = find_by_number(number);
    uintptr_t low = address & ~(uintptr_t)(GRANULE - 1);

    if (!own)
        own = make();
    if (!own)
        abort();
    own->number = number;
    if (own->low == 0 || low < own->low)
        own->low = low;
    if (low + GRANULE > own->high)
        own->high = low + GRANULE;
    return own;
}

struct own *__own(void)
{
    char here;
    uintptr_t address = (uintptr_t)&here;
    struct own *own = last_found;

    if (!holds(own, address)) {
        own = find_by_stack(address);
        if (!own)
            own = settle(address);
        last_found = own;
    }
    if (own->number == UNKNOWN)
        own->number = gettid();
    return own;
}

void __forget_other_threads(void)
{
    struct own *own, *mine = __own();

    for (own = list; own; own = own->next)
        if (own != mine) {
            own->low = own->high = 0;
            own->number = UNUSED;
            own->locals = (struct __locals){0, NULL};
        }
}
