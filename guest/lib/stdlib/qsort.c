/* Sorting: merge sort, as glibc has it. Equal elements stay in order, and the comparisons are the same ones in the same
   order, so that programs whose comparison is not quite one (`return *a > *b;`) sort as they do on Linux. */
#include <errno.h>
#include <string.h>
#include "sort.h"

/* Bytes that are taken from the stack. */
#define SMALL 512

struct merge {
    char *spare;
    size_t size;
    comparison_r *compare;
    void *context;
};

static void copy(char *to, const char *from, size_t size)
{
    if (size == sizeof(int) && (((size_t)to | (size_t)from) & 3) == 0)
        *(int *)to = *(const int *)from;
    else
        memcpy(to, from, size);
}

/* Two sorted halves become one; what is left of the second one is in place already. */
static void merge(struct merge *m, char *base, size_t first, size_t second)
{
    char *left = base, *right = base + first * m->size, *to = m->spare;

    while (first > 0 && second > 0) {
        int take_left = m->compare(left, right, m->context) <= 0;

        copy(to, take_left ? left : right, m->size);
        to += m->size;
        if (take_left) {
            left += m->size;
            first--;
        } else {
            right += m->size;
            second--;
        }
    }
    memcpy(to, left, first * m->size);
    memcpy(base, m->spare, to - m->spare + first * m->size);
}

static void sort(struct merge *m, char *base, size_t count)
{
    size_t half = count / 2;

    if (count <= 1)
        return;
    sort(m, base, half);
    sort(m, base + half * m->size, count - half);
    merge(m, base, half, count - half);
}

void qsort_r(void *base, size_t count, size_t size, comparison_r *compare, void *context)
{
    char small[SMALL];
    int before = errno;
    struct merge m = { small, size, compare, context };

    if (count * size > SMALL)
        m.spare = malloc(count * size);
    if (m.spare)
        sort(&m, base, count);
    else
        __heap_sort(base, count, size, compare, context);
    if (m.spare != small)
        free(m.spare);
    errno = before;
}

typedef int comparison(const void *, const void *);

static int without_context(const void *a, const void *b, void *compare)
{
    return ((comparison *)compare)(a, b);
}

void qsort(void *base, size_t count, size_t size, comparison *compare)
{
    qsort_r(base, count, size, without_context, (void *)compare);
}
