/* What qsort and its second way share. */
#include <stdlib.h>

typedef int comparison_r(const void *, const void *, void *);

void __heap_sort(char *base, size_t count, size_t size, comparison_r *compare, void *context);
