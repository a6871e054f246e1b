/* grep [-cinv] PATTERN [FILES…]: the lines in which a pattern occurs: their number (-c), whatever the case (-i), with
   line numbers (-n), or the other lines (-v). Ends with 0 if there are any.

       pattern  ["^"] { piece } ["$"]
       piece    one ["*"]
       one      "." | "[" ["^"] characters "]" | "\\" character | character
*/
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int show_count, any_case, show_numbers, inverted, show_names;

static int fold(char c)
{
    return any_case ? tolower((unsigned char)c) : (unsigned char)c;
}

/* Behind the first piece of a pattern, without the star. */
static const char *behind_one(const char *pattern)
{
    const char *end;

    if (*pattern == '\\' && pattern[1])
        return pattern + 2;
    if (*pattern != '[')
        return pattern + 1;
    end = pattern + 1 + (pattern[1] == '^');
    end = *end ? strchr(end + 1, ']') : NULL; /* a bracket right behind the opening one stands for itself */
    return end ? end + 1 : pattern + strlen(pattern);
}

/* Whether a character is one of those from `set` to before `end`: each alone, or a range with a hyphen. */
static int in_set(int c, const char *set, const char *end)
{
    for (; set < end; set++) {
        if (set + 2 < end && set[1] == '-') {
            if (fold(*set) <= c && c <= fold(set[2]))
                return 1;
            set += 2;
        } else if (fold(*set) == c)
            return 1;
    }
    return 0;
}

static int matches_one(const char *pattern, char text)
{
    int c = fold(text), other;

    if (text == '\0')
        return 0;
    switch (*pattern) {
    case '.': return 1;
    case '\\': return fold(pattern[pattern[1] != '\0']) == c;
    case '[':
        other = pattern[1] == '^';
        return in_set(c, pattern + 1 + other, behind_one(pattern) - 1) != other;
    default: return fold(*pattern) == c;
    }
}

/* Whether the text starts with what the pattern says. */
static int matches(const char *pattern, const char *text)
{
    while (*pattern) {
        const char *next = behind_one(pattern);

        if (strcmp(pattern, "$") == 0)
            return *text == '\0';
        if (*next == '*') {
            const char *last = text;

            while (matches_one(pattern, *last))
                last++;
            while (last > text && !matches(next + 1, last))
                last--;
            text = last;
            pattern = next + 1;
        } else if (!matches_one(pattern, *text++))
            return 0;
        else
            pattern = next;
    }
    return 1;
}

static int occurs(const char *pattern, const char *text)
{
    if (*pattern == '^')
        return matches(pattern + 1, text);
    do
        if (matches(pattern, text))
            return 1;
    while (*text++);
    return 0;
}

/* How many lines were right. */
static unsigned search(FILE *file, const char *pattern, const char *name)
{
    char *line = NULL;
    size_t size = 0;
    unsigned number = 0, found = 0;

    while (getline(&line, &size, file) >= 0) {
        number++;
        line[strcspn(line, "\n")] = '\0';
        if (occurs(pattern, line) == inverted)
            continue;
        found++;
        if (show_count)
            continue;
        if (show_names)
            printf("%s:", name);
        if (show_numbers)
            printf("%u:", number);
        puts(line);
    }
    free(line);
    if (show_count && show_names)
        printf("%s:", name);
    if (show_count)
        printf("%u\n", found);
    return found;
}

static int read_options(int argc, char *argv[])
{
    int option;

    while ((option = getopt(argc, argv, "cinv")) != -1)
        switch (option) {
        case 'c': show_count = 1; break;
        case 'i': any_case = 1; break;
        case 'n': show_numbers = 1; break;
        case 'v': inverted = 1; break;
        default: return 0;
        }
    if (optind == argc)
        fputs("grep: [-cinv] PATTERN [FILES...]\n", stderr);
    return optind < argc;
}

int main(int argc, char *argv[])
{
    const char *pattern;
    unsigned found = 0;
    int failed = 0;

    if (!read_options(argc, argv))
        return 2;
    pattern = argv[optind++];
    if (optind == argc)
        found = search(stdin, pattern, "input");
    show_names = argc - optind > 1;
    for (; optind < argc; optind++) {
        FILE *file = fopen(argv[optind], "r");

        if (!file) {
            fprintf(stderr, "grep: %s: %s\n", argv[optind], strerror(errno));
            failed = 2;
            continue;
        }
        found += search(file, pattern, argv[optind]);
        fclose(file);
    }
    return failed ? failed : found == 0;
}
