// Five sorting algorithms, one of them generic with a comparison function as qsort has it.
#include "print.h"

#define SIZE 64
static u32 seed = 12345;
static int numbers[SIZE];

static u32 next(void) { return seed = seed * 1664525u + 1013904223u; }

static void fill(int *a, int n) {
  for (int i = 0; i < n; i++) a[i] = (int)(next() >> 8) % 2000 - 1000;
}

static void insertion(int *a, int n) {
  for (int i = 1; i < n; i++) {
    int key = a[i], j;
    for (j = i - 1; j >= 0 && a[j] > key; j--) a[j + 1] = a[j];
    a[j + 1] = key;
  }
}

static void quick(int *a, int n) {
  if (n < 2) return;
  int pivot = a[n / 2], *low = a, *high = a + n - 1;
  while (low <= high) {
    while (*low < pivot) low++;
    while (*high > pivot) high--;
    if (low <= high) {
      int t = *low;
      *low++ = *high;
      *high-- = t;
    }
  }
  quick(a, (int)(high - a) + 1);
  quick(low, (int)(a + n - low));
}

static void sift(int *a, int root, int end) {
  for (int child; (child = 2 * root + 1) < end; root = child) {
    if (child + 1 < end && a[child] < a[child + 1]) child++;
    if (a[root] >= a[child]) return;
    int t = a[root];
    a[root] = a[child];
    a[child] = t;
  }
}

static void heap(int *a, int n) {
  for (int root = n / 2; root-- > 0;) sift(a, root, n);
  while (--n > 0) {
    int t = *a;
    *a = a[n], a[n] = t;
    sift(a, 0, n);
  }
}

static void merge(int *a, int n) {
  if (n < 2) return;
  int half = n / 2, left[SIZE], i, j = half, k = 0;
  merge(a, half);
  merge(a + half, n - half);
  for (i = 0; i < half; i++) left[i] = a[i];
  for (i = 0; i < half;) a[k++] = j < n && a[j] < left[i] ? a[j++] : left[i++];
}

typedef int (*comparison)(const void *, const void *);

static void generic(void *base, unsigned count, unsigned size, comparison compare) {
  char *bytes = base;
  for (unsigned gap = count / 2; gap > 0; gap /= 2)
    for (unsigned i = gap; i < count; i++)
      for (unsigned j = i; j >= gap && compare(bytes + (j - gap) * size, bytes + j * size) > 0; j -= gap)
        for (unsigned k = 0; k < size; k++) {
          char t = bytes[j * size + k];
          bytes[j * size + k] = bytes[(j - gap) * size + k];
          bytes[(j - gap) * size + k] = t;
        }
}

struct person {
  const char *name;
  i16 age;
  i64 wealth;
};

static int by_age(const void *a, const void *b) {
  return ((const struct person *)a)->age - ((const struct person *)b)->age;
}

static int by_wealth(const void *a, const void *b) {
  i64 x = ((const struct person *)a)->wealth, y = ((const struct person *)b)->wealth;
  return x < y ? -1 : x > y;
}

static int by_name(const void *a, const void *b) {
  const char *x = ((const struct person *)a)->name, *y = ((const struct person *)b)->name;
  while (*x && *x == *y) x++, y++;
  return (u8)*x - (u8)*y;
}

static int down(const void *a, const void *b) { return *(const int *)b - *(const int *)a; }

static void report(const char *name, const int *a, int n) {
  u32 sum = 0;
  int sorted = 1;
  for (int i = 0; i < n; i++) {
    sum = sum * 31 + (u32)a[i];
    if (i && a[i - 1] > a[i]) sorted = 0;
  }
  print(name);
  print(sorted ? " sorted " : " NOT sorted ");
  print_hex(sum);
  putchar('\n');
}

int main(void) {
  static void (*const sorts[])(int *, int) = {insertion, quick, heap, merge};
  static const char *const names[] = {"insertion", "quick", "heap", "merge"};
  for (int i = 0; i < COUNT(sorts); i++) {
    seed = 12345;
    fill(numbers, SIZE);
    sorts[i](numbers, SIZE);
    report(names[i], numbers, SIZE);
  }
  generic(numbers, SIZE, sizeof numbers[0], down);
  line("first", numbers[0]);
  line("last", numbers[SIZE - 1]);
  struct person people[] = {
      {"Ada", 36, 5000000000LL}, {"Grace", 85, -7}, {"Edsger", 72, 5000000001LL}, {"Alan", 41, 12}, {"Barbara", 84, 0}};
  comparison orders[] = {by_age, by_wealth, by_name};
  for (int i = 0; i < 3; i++) {
    generic(people, COUNT(people), sizeof *people, orders[i]);
    for (int j = 0; j < COUNT(people); j++) print(people[j].name), putchar(j + 1 < COUNT(people) ? ' ' : '\n');
  }
  return 0;
}
