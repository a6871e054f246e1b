/* Heapsort, which needs no further memory and is never slow (Knuth, The Art of Computer Programming 5.2.3). */
#include <stdint.h>
#include "sort.h"

struct heap {
    char *base;
    size_t size;
    comparison_r *compare;
    void *context;
};

static void swap(char *a, char *b, size_t size)
{
    if ((((uintptr_t)a | (uintptr_t)b | size) & 3) == 0) {
        uint32_t *p = (uint32_t *)a, *q = (uint32_t *)b;

        for (; size > 0; size -= 4) {
            uint32_t word = *p;

            *p++ = *q;
            *q++ = word;
        }
    } else {
        for (; size > 0; size--) {
            char byte = *a;

            *a++ = *b;
            *b++ = byte;
        }
    }
}

/* Lets the element at `node` sink until none of its children is greater; offsets are in bytes. */
static void sink(struct heap *heap, size_t node, size_t end)
{
    for (;;) {
        size_t child = 2 * node + heap->size;

        if (child >= end)
            return;
        if (child + heap->size < end &&
            heap->compare(heap->base + child, heap->base + child + heap->size, heap->context) < 0)
            child += heap->size;
        if (heap->compare(heap->base + node, heap->base + child, heap->context) >= 0)
            return;
        swap(heap->base + node, heap->base + child, heap->size);
        node = child;
    }
}

void __heap_sort(char *base, size_t count, size_t size, comparison_r *compare, void *context)
{
    struct heap heap;
    size_t node, end = count * size;

    heap.base = base;
    heap.size = size;
    heap.compare = compare;
    heap.context = context;
    for (node = count / 2 * size; node > 0; node -= size)
        sink(&heap, node - size, end);
    while (end > size) {
        end -= size;
        swap(heap.base, heap.base + end, size);
        sink(&heap, 0, end);
    }
}
