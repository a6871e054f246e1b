/* scanf() from strings and from a stream: the values, the return values, and what is left to read. */
#include <stdio.h>
#include <string.h>

static void integers(const char *format, const char *text)
{
    int a = -99, b = -99, end = -99;
    int count = sscanf(text, format, &a, &b, &end);

    printf("%-14s %-18s -> %d: %d %d %d\n", format, text, count, a, b, end);
}

static void words(const char *format, const char *text)
{
    char a[32] = "-", b[32] = "-";
    int count = sscanf(text, format, a, b);

    printf("%-14s %-18s -> %d: <%s> <%s>\n", format, text, count, a, b);
}

int main(void)
{
    unsigned char byte = 1;
    short half = 1;
    long long wide = 1;
    unsigned int u;
    char three[4] = "???", word[20], line[40];
    int n;

    integers("%d%d", "12 34");
    integers("%d %d", "  -12\n\t+34");
    integers("%d,%d%n", "1,2 3");
    integers("%d , %d%n", "1  ,  2 3");
    integers("%i %i", "0x1F 017");
    integers("%i %i", "08 0");
    integers("%x %o", "ff 17");
    integers("%x %x", "0xFf -1");
    integers("%2d%3d", "1234567");
    integers("%*d %d", "1 2");
    integers("%d", "abc");
    integers("%d", "");
    integers("%d", "   ");
    integers("%d %d", "5");
    integers("%d %d", "5 x");
    integers("a%db%d", "a1b2");
    integers("a%db%d", "a1c2");
    integers("%d%%%d", "50%60");
    integers("%u", "4294967295");
    integers("-%d", "-5");

    words("%s %s", "  two words ");
    words("%3s%s", "abcdef");
    words("%[a-c]%s", "abcabcxyz");
    words("%[^,],%s", "left,right");
    words("%[]x]%s", "]x]y");
    words("%[^]]%s", "ab]cd");
    words("%[a-]%s", "a-b");
    words("%5[0-9]%s", "1234567");
    words("%[x]%s", "abc");
    words("%*s %s", "skipped taken");

    n = sscanf("200 70000 -5000000000 4000000000", "%hhu %hd %lld %u", &byte, &half, &wide, &u);
    printf("%d %d %d %lld %u\n", n, byte, half, wide, u);
    n = sscanf("a bcd", "%c%3c", &three[0], line);
    printf("%d %c <%.3s>\n", n, three[0], line);

    while ((n = scanf("%d", &u)) == 1)
        printf("stdin %u\n", u);
    n = scanf("%19s", word);
    printf("%d %s\n", n, word);
    printf("next %d\n", getchar());
    n = scanf(" %39[^\n]", line);
    printf("%d %s\n", n, line);
    printf("%d\n", scanf("%d", &n));
    return 0;
}
