/* Extensions of GNU and BSD to <string.h>, aligned memory, sorting with a context, formatting to a new string. */
#define _GNU_SOURCE
#include <errno.h>
#include <libgen.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int at(const void *found, const void *start)
{
    return found ? (int)((const char *)found - (const char *)start) : -1;
}

static void finding(void)
{
    static const char s[] = "one two one\0two";

    printf("%d %d %d\n", at(memmem(s, 16, "two", 3), s), at(memmem(s, 16, "two", 4), s), at(memmem(s, 6, "two", 3), s));
    printf("%d %d\n", at(memmem(s, 16, "", 0), s), at(memmem(s, 2, "one", 3), s));
    printf("%d %d %d\n", at(memrchr(s, 'o', 16), s), at(memrchr(s, 'o', 3), s), at(memrchr(s, 'x', 16), s));
    printf("%d %d %d\n", at(strcasestr(s, "TWO"), s), at(strcasestr(s, "twox"), s), at(strcasestr(s, ""), s));
    printf("%d %d %d\n", at(strchrnul(s, 't'), s), at(strchrnul(s, 'x'), s), at(strchrnul(s, 0), s));
}

static void copying(void)
{
    char to[8] = "-------";

    *(char *)mempcpy(mempcpy(to, "ab", 2), "cd", 2) = '\0';
    printf("%s\n", to);
}

static int by_remainder(const void *a, const void *b, void *context)
{
    return *(const int *)a % *(int *)context - *(const int *)b % *(int *)context;
}

static void sorting(void)
{
    int numbers[] = {10, 21, 32, 43, 54, 65, 76, 87, 98, 9}, divisor = 11, i;

    qsort_r(numbers, 10, sizeof numbers[0], by_remainder, &divisor);
    for (i = 1; i < 10; i++)
        printf("%d", numbers[i - 1] % 11 <= numbers[i] % 11);
    printf("\n");
}

static void aligned(void)
{
    char *blocks[60];
    void *block = NULL;
    int i, good = 1;

    for (i = 0; i < 60; i++) {
        size_t alignment = (size_t)8 << i % 10;

        blocks[i] = aligned_alloc(alignment, 100 + i);
        good = good && blocks[i] && (uintptr_t)blocks[i] % alignment == 0;
        memset(blocks[i], i, 100 + i);
    }
    for (i = 0; i < 60; i++)
        good = good && blocks[i][0] == i && blocks[i][99 + i] == i;
    for (i = 0; i < 60; i += 2)
        free(blocks[i]);
    for (i = 1; i < 60; i += 2)
        blocks[i] = realloc(blocks[i], 1000), good = good && blocks[i][0] == i && blocks[i][99 + i] == i;
    for (i = 1; i < 60; i += 2)
        free(blocks[i]);
    printf("aligned: %d\n", good);
    printf("%d", posix_memalign(&block, 64, 10) == 0 && (uintptr_t)block % 64 == 0);
    free(block);
    printf(" %d %d\n", posix_memalign(&block, 3, 10) == EINVAL, posix_memalign(&block, 12, 10) == EINVAL);
}

static void formatting(void)
{
    char *s;
    int count = asprintf(&s, "%s %d %c", "text", -5, 'x');

    printf("%d %s|\n", count, s);
    free(s);
    count = asprintf(&s, "%*d", 300, 7);
    printf("%d %d %c\n", count, (int)strlen(s), s[299]);
    free(s);
}

static void path(const char *text)
{
    char *first = strdup(text), *second = strdup(text);

    printf("[%s] [%s] [%s]\n", text, dirname(first), basename(second));
    free(first);
    free(second);
}

int main(void)
{
    static const char *const paths[] = {"/usr/lib", "/usr/", "usr", "/", ".", "..", "", "/a//b//", "a/b", "a/"};
    unsigned i;

    finding();
    copying();
    sorting();
    aligned();
    formatting();
    for (i = 0; i < sizeof paths / sizeof paths[0]; i++)
        path(paths[i]);
    printf("%s %s %d\n", setlocale(LC_ALL, NULL), setlocale(LC_ALL, "C"), setlocale(LC_ALL, "no such") == NULL);
    printf("%s|%s|%d\n", localeconv()->decimal_point, localeconv()->thousands_sep, localeconv()->frac_digits == 127);
    return 0;
}
