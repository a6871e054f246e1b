/* The functions of <string.h>, <strings.h> and <ctype.h>. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int sign(int n)
{
    return (n > 0) - (n < 0);
}

/* memmove and memset at all alignments and small lengths, against byte loops. */
static void blocks(void)
{
    unsigned char a[96], b[96];
    int from, to, n, i, wrong = 0, cases = 0;

    for (from = 0; from < 8; from++)
        for (to = 0; to < 24; to += 1)
            for (n = 0; n < 48; n += 1 + n / 12) {
                unsigned char copy[48];

                for (i = 0; i < 96; i++)
                    a[i] = b[i] = i * 7 + n;
                for (i = 0; i < n; i++)
                    copy[i] = a[16 + from + i];
                for (i = 0; i < n; i++)
                    b[8 + to + i] = copy[i];
                if (memmove(a + 8 + to, a + 16 + from, n) != a + 8 + to)
                    wrong++;
                for (i = 0; i < 96; i++)
                    wrong += a[i] != b[i];
                memset(a + to, n, n);
                for (i = 0; i < n; i++)
                    b[to + i] = n;
                for (i = 0; i < 96; i++)
                    wrong += a[i] != b[i];
                memcpy(a + 60 + from % 4, a + to % 4, n % 30);
                for (i = 0; i < n % 30; i++)
                    b[60 + from % 4 + i] = b[to % 4 + i];
                for (i = 0; i < 96; i++)
                    wrong += a[i] != b[i];
                wrong += memcmp(a, b, 96) != 0;
                cases++;
            }
    printf("blocks: %d cases, %d wrong\n", cases, wrong);
}

static void compare(const char *a, const char *b)
{
    printf("%s %s: %d %d %d %d %d\n", a, b, sign(strcmp(a, b)), sign(strncmp(a, b, 2)),
           sign(memcmp(a, b, strlen(a) < strlen(b) ? strlen(a) : strlen(b))), sign(strcasecmp(a, b)),
           sign(strncasecmp(a, b, 3)));
}

static const char *show(const char *found)
{
    return found ? found : "(none)";
}

int main(void)
{
    char text[64], *rest, *token, *cursor;
    int c;

    blocks();

    printf("%d %d %d\n", (int)strlen(""), (int)strlen("four"), (int)strnlen("four", 2));
    memset(text, '.', sizeof text);
    strncpy(text, "ab", 5);
    printf("%s %d %d %c\n", text, text[3], text[4], text[5]);
    strcpy(text, "one");
    strcat(text, "+two");
    strncat(text, "+three", 3);
    puts(text);
    printf("%d\n", (int)(stpcpy(text, "end") - text));
    printf("%d\n", (int)(stpncpy(text, "end", 5) - text));
    printf("%s\n", (char *)memccpy(text, "a:b", ':', 4) == text + 2 ? "memccpy stops" : "memccpy wrong");

    compare("abc", "abd");
    compare("abc", "abc");
    compare("abc", "ABC");
    compare("ab", "abc");
    compare("", "a");
    compare("\x80", "a");

    printf("%s %s %s\n", show(strchr("banana", 'n')), show(strrchr("banana", 'n')), show(strchr("banana", 'x')));
    printf("<%s> <%s>\n", show(strchr("banana", '\0')), show(strrchr("banana", '\0')));
    printf("%s %s %s %s\n", show(strstr("banana", "nan")), show(strstr("banana", "nab")), show(strstr("banana", "")),
           show(strstr("aab", "ab")));
    printf("%d %d %s\n", (int)strspn("aabbc", "ab"), (int)strcspn("aabbc", "cb"), show(strpbrk("aabbc", "xc")));
    printf("%s\n", show(memchr("banana", 'n', 3)));
    printf("%s %s\n", show(memchr("banana", 'n', 2)), show(index("x=y", '=')));

    strcpy(text, "  the quick,, brown fox ");
    for (token = strtok(text, " ,"); token; token = strtok(NULL, " ,"))
        printf("[%s]", token);
    strcpy(text, "a:b::c");
    for (token = strtok_r(text, ":", &rest); token; token = strtok_r(NULL, ":", &rest))
        printf("[%s]", token);
    strcpy(text, "a:b::c");
    cursor = text;
    while ((token = strsep(&cursor, ":")))
        printf("[%s]", token);
    printf("\n");

    token = strdup("copied");
    cursor = strndup("copied", 4);
    printf("%s %s\n", token, cursor);
    free(token);
    free(cursor);
    printf("%s, %s, %s\n", strerror(ENOENT), strerror(EFAULT), strerror(0));
    printf("%s\n", strerror(999));

    for (c = -1; c < 128; c++)
        printf("%d%d%d%d%d%d%d%d%d%d%d%d ", !!isalnum(c), !!isalpha(c), !!isblank(c), !!iscntrl(c), !!isdigit(c),
               !!isgraph(c), !!islower(c), !!isprint(c), !!ispunct(c), !!isspace(c), !!isupper(c), !!isxdigit(c));
    for (c = 128; c < 256; c++)
        printf("%d", isalnum(c) || iscntrl(c) || isprint(c) || isspace(c));
    printf("\n");
    for (c = 0; c < 128; c++)
        if (tolower(c) != c || toupper(c) != c)
            printf("%c%c", tolower(c), toupper(c));
    printf("\n");
    return 0;
}
