/* Where memory comes from: malloc() cuts up what sbrk() gets from the kernel (OSTEP 14.5, 17.2). */
#include <ringside.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    char *start = sbrk(0); /* the end of the heap, which is empty as yet */
    char *first, *second, *third;
    int pages;

    first = malloc(100);
    second = malloc(200);
    printf("heap grew by %d bytes for two blocks, %d bytes apart\n", (char *)sbrk(0) - start, second - first);

    free(first);
    third = malloc(50);
    printf("a smaller block takes the place of the first: %s\n", third == first ? "yes" : "no");

    /* Straight from the kernel: whole pages, mapped when asked for, full of zeros. */
    pages = freepages();
    start = sbrk(16 * 4096);
    if (start == (char *)-1) {
        perror("sbrk");
        return 1;
    }
    memset(start, 'x', 16 * 4096);
    printf("16 pages more took %d pages from the kernel\n", pages - freepages());
    sbrk(-16 * 4096);
    printf("and gave back all but %d\n", pages - freepages());

    printf("2 GiB more: ");
    fflush(stdout);
    if (!malloc(2000u * 1024 * 1024))
        perror("malloc");
    return 0;
}
