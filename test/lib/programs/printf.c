/* Thousands of random formats, with their results and return values. The output is a checksum for each hundred;
   with an argument, every text. Nothing in it depends on the size of long. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

static unsigned int state = 12345;

static unsigned int any(unsigned int below)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
}

static unsigned long long any_number(void)
{
    unsigned long long n = 0;
    int i;

    for (i = 0; i < 4; i++)
        n = n << 16 | any(0x10000);
    n >>= any(64);
    return any(4) == 0 ? 0 - n : any(8) == 0 ? 0 : n;
}

static const char *const words[] = {"", "a", "word", "a longer text", "%d\n"};

/* A random conversion in `format`; what it takes is in *letter and *wide. */
static void make_format(char *format, char *letter, int *wide)
{
    const char *flags = "-+ #0";
    char *p = format;
    int i;

    if (any(3) == 0)
        p += sprintf(p, "<");
    *p++ = '%';
    for (i = any(3); i > 0; i--)
        *p++ = flags[any(5)];
    if (any(2))
        p += sprintf(p, "%d", (int)any(any(8) == 0 ? 80 : 20));
    *letter = "diuoxXcs"[any(8)];
    if (*letter != 'c' && any(3) == 0)
        p += any(5) == 0 ? sprintf(p, ".") : sprintf(p, ".%d", (int)any(any(8) == 0 ? 60 : 12));
    *wide = 0;
    if (strchr("diuoxX", *letter)) {
        static const char *const lengths[] = {"", "", "h", "hh", "ll", "j"};
        int length = any(6);

        *wide = length >= 4;
        p += sprintf(p, "%s", lengths[length]);
    }
    sprintf(p, "%c>", *letter);
}

static unsigned int checksum(unsigned int sum, const char *text)
{
    while (*text)
        sum = sum * 31 + (unsigned char)*text++;
    return sum;
}

static void random_formats(int verbose)
{
    unsigned int sum = 0;
    int i;

    for (i = 1; i <= 2000; i++) {
        char format[64], text[256], letter;
        int wide, count;
        unsigned long long n;
        size_t size;

        make_format(format, &letter, &wide);
        n = any_number();
        size = any(3) == 0 ? any(20) : sizeof text;
        memset(text, '~', sizeof text);
        text[sizeof text - 1] = '\0';
        if (letter == 's')
            count = snprintf(text, size, format, words[n % 5]);
        else if (letter == 'c')
            count = snprintf(text, size, format, (int)(' ' + n % 95));
        else if (wide)
            count = snprintf(text, size, format, n);
        else
            count = snprintf(text, size, format, (unsigned int)n);
        sum = checksum(sum, text) + count;
        if (verbose)
            printf("%s %d |%s|\n", format, count, text);
        if (i % 100 == 0)
            printf("%d %u\n", i, sum);
    }
}

static void chosen_formats(void)
{
    char text[64];
    signed char count1;
    int count;

    printf("[%*d] [%-*d] [%*d]\n", 5, 42, 5, 42, -5, 42);
    printf("[%.*d] [%.*s] [%.*s]\n", 5, 42, 2, "abc", -1, "abc");
    printf("[%5%] [%%] [%c%c]\n", 'o', 'k');
    printf("[%.0d] [%.0x] [%#.0o] [%#x] [%#o]\n", 0, 0, 0, 0, 0);
    printf("[%+d] [% d] [%+ d] [%05d] [%-05d]|\n", 1, 2, 3, -4, 5);
    printf("[%d] [%d] [%u] [%x]\n", INT_MIN, INT_MAX, UINT_MAX, UINT_MAX);
    printf("[%lld] [%lld] [%llu]\n", LLONG_MIN, LLONG_MAX, ULLONG_MAX);
    printf("[%llx] [%llo] [%#llX]\n", ULLONG_MAX, ULLONG_MAX, 0xfedcba9876543210ull);
    printf("[%hhd] [%hhu] [%hd] [%hu]\n", 511, 511, 98304 + 32768, 65537);
    printf("[%ld] [%li] [%zu] [%td] [%jd]\n", -7L, 8L, sizeof(char[10]), (&text[4] - &text[1]), (long long)-9);
    printf("[%s] [%10s] [%.3s] [%p]\n", (char *)NULL, "right", "cut off", (void *)NULL);
    printf("abc%n", &count);
    printf("de%hhn\n", &count1);
    printf("%d %d\n", count, count1);
    count = printf("%s\n", "return value");
    printf("%d\n", count);
    printf("%d %d\n", snprintf(NULL, 0, "%d", 12345), snprintf(text, 3, "%s", "abcdef"));
    count = sprintf(text, "%03d|%3d", 7, 7);
    printf("%s %d\n", text, count);
    fprintf(stdout, "%s %d\n", "to stdout", 1);
    fflush(stdout);
    count = dprintf(1, "%s %d\n", "to fd 1", 300);
    printf("%d\n", count);
}

int main(int argc, char **argv)
{
    (void)argv;
    chosen_formats();
    random_formats(argc > 1);
    return 0;
}
