/* The names of files that match a pattern: * is any text, ? any character, [a-z] one of these, [!a-z] none of them. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "sh.h"

/* --- one name --- */

/* Whether a character is between the brackets; *pattern comes behind them. 0 as well where they do not close. */
static int match_brackets(const char **pattern, char c)
{
    const char *p = *pattern + 1;
    int inverted = *p == '!' || *p == '^', found = 0;

    p += inverted;
    do {
        char low, high;

        if (*p == '\\')
            p++;
        low = high = *p++;
        if (p[0] == '-' && p[1] != ']' && p[1] != '\0') {
            p += p[1] == '\\' ? 2 : 1;
            high = *p++;
        }
        found |= low <= c && c <= high;
    } while (*p != '\0' && *p != ']');
    *pattern = p + 1;
    return found != inverted;
}

/* Whether brackets that open here close; else they are a character like others. */
static int has_brackets(const char *pattern)
{
    const char *p = pattern + 1;

    p += *p == '!' || *p == '^';
    for (p += *p == ']'; *p && *p != ']'; p++)
        if (*p == '\\' && p[1])
            p++;
    return *p == ']';
}

static int match(const char *pattern, const char *name)
{
    for (; *pattern; name++) {
        if (*pattern == '*')
            return match(pattern + 1, name) || (*name && match(pattern, name + 1));
        if (*name == '\0')
            return 0;
        if (*pattern == '[' && has_brackets(pattern)) {
            if (!match_brackets(&pattern, *name))
                return 0;
            continue;
        }
        if (*pattern == '\\' && pattern[1])
            pattern++;
        else if (*pattern == '?') {
            pattern++;
            continue;
        }
        if (*pattern++ != *name)
            return 0;
    }
    return *name == '\0';
}

/* --- paths --- */

char *unescape(const char *pattern)
{
    char *text = copy_text(pattern, strlen(pattern)), *to = text;

    for (; *pattern; pattern++) {
        if (*pattern == '\\' && pattern[1])
            pattern++;
        *to++ = *pattern;
    }
    *to = '\0';
    return text;
}

static int is_pattern(const char *text)
{
    for (; *text; text++)
        if (*text == '*' || *text == '?' || (*text == '[' && has_brackets(text)))
            return 1;
        else if (*text == '\\' && text[1])
            text++;
    return 0;
}

/* The names that have been found. */
static struct word *found;

static void note(char *path)
{
    struct word **place = &found, *word = allocate(sizeof *word);

    while (*place && strcmp((*place)->text, path) < 0)
        place = &(*place)->next;
    word->text = path;
    word->next = *place;
    *place = word;
}

static char *join(const char *path, const char *name)
{
    char *joined = allocate(strlen(path) + strlen(name) + 1 + 1);

    return strcat(strcpy(joined, path), name);
}

static void find(const char *path, const char *pattern);

/* Goes on with the name of an entry: with what follows it in the pattern, if there is something. */
static void go_on(const char *path, const char *name, const char *rest)
{
    char *joined = join(path, name);
    struct stat status;

    if (*rest)
        find(join(joined, "/"), rest + strspn(rest, "/"));
    else if (lstat(joined, &status) == 0)
        note(joined);
}

/* Names with a dot in front match only where the pattern says the dot. */
static void find_in(const char *path, const char *pattern, const char *rest)
{
    DIR *directory = opendir(*path ? path : ".");
    struct dirent *entry;

    while (directory && (entry = readdir(directory)))
        if ((entry->d_name[0] != '.' || *pattern == '.') && match(pattern, entry->d_name))
            go_on(path, entry->d_name, rest);
    if (directory)
        closedir(directory);
}

/* Finds what matches below a path, which is empty or ends with a slash: the first name of the pattern, then the rest. */
static void find(const char *path, const char *pattern)
{
    size_t length = strcspn(pattern, "/");
    char *first = copy_text(pattern, length);
    struct stat status;

    if (*pattern == '\0' && stat(path, &status) == 0)
        note(copy_text(path, strlen(path)));
    else if (is_pattern(first))
        find_in(path, first, pattern + length);
    else if (*pattern)
        go_on(path, unescape(first), pattern + length);
}

struct word *glob(const char *pattern)
{
    found = NULL;
    if (is_pattern(pattern)) {
        size_t slashes = strspn(pattern, "/");

        find(copy_text(pattern, slashes), pattern + slashes);
    }
    return found;
}
