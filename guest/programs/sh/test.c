/* test EXPRESSION, or [ EXPRESSION ]: 0 if it is true, 1 if not, 2 if it is none.

       or          and { "-o" and }
       and         not { "-a" not }
       not         "!" not | "(" or ")" | operand OPERATOR operand | OPERATOR operand | operand
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "sh.h"

/* The words that are left. */
static char **words;
static int is_wrong;

static int or(void);

static int is(const char *text)
{
    return *words && strcmp(*words, text) == 0;
}

/* -f PATH and its like. */
static int test_file(char letter, const char *path)
{
    struct stat status;

    if ((letter == 'L' || letter == 'h' ? lstat : stat)(path, &status) < 0)
        return 0;
    switch (letter) {
    case 'f': return S_ISREG(status.st_mode);
    case 'd': return S_ISDIR(status.st_mode);
    case 'c': return S_ISCHR(status.st_mode);
    case 'L':
    case 'h': return S_ISLNK(status.st_mode);
    case 's': return status.st_size > 0;
    case 'r': return access(path, R_OK) == 0;
    case 'w': return access(path, W_OK) == 0;
    case 'x': return access(path, X_OK) == 0;
    }
    return 1; /* -e */
}

static int is_unary(const char *text)
{
    return text[0] == '-' && text[1] && strchr("zntfdcLhsrwxe", text[1]) && text[2] == '\0';
}

static int unary(char letter, const char *operand)
{
    switch (letter) {
    case 'z': return *operand == '\0';
    case 'n': return *operand != '\0';
    case 't': return isatty(atoi(operand));
    }
    return test_file(letter, operand);
}

static long number(const char *text)
{
    char *end;
    long value = strtol(text, &end, 10);

    if (end == text || *end != '\0') {
        complain(text, "no number");
        is_wrong = 1;
    }
    return value;
}

static int is_binary(const char *text)
{
    static const char *const operators[] = {"=", "!=", "-eq", "-ne", "-lt", "-le", "-gt", "-ge"};
    unsigned i;

    for (i = 0; i < sizeof operators / sizeof operators[0]; i++)
        if (strcmp(text, operators[i]) == 0)
            return 1;
    return 0;
}

static int binary(const char *left, const char *operator, const char *right)
{
    long difference;

    if (operator[0] != '-')
        return (strcmp(left, right) == 0) == (operator[0] == '=');
    difference = number(left) - number(right);
    switch (operator[1]) {
    case 'e': return difference == 0;
    case 'n': return difference != 0;
    case 'l': return operator[2] == 't' ? difference < 0 : difference <= 0;
    default: return operator[2] == 't' ? difference > 0 : difference >= 0;
    }
}

static int not(void)
{
    char **at = words;
    int result;

    if (!at[0]) {
        is_wrong = 1;
        return 0;
    }
    if (at[1] && at[2] && is_binary(at[1])) {
        words += 3;
        return binary(at[0], at[1], at[2]);
    }
    if (is("!") && at[1]) {
        words++;
        return !not();
    }
    if (is("(") && at[1]) {
        words++;
        result = or();
        is_wrong |= !is(")");
        words += *words != NULL;
        return result;
    }
    if (is_unary(at[0]) && at[1]) {
        words += 2;
        return unary(at[0][1], at[1]);
    }
    words++;
    return **at != '\0';
}

static int and(void)
{
    int result = not();

    while (is("-a")) {
        words++;
        result = not() && result;
    }
    return result;
}

static int or(void)
{
    int result = and();

    while (is("-o")) {
        words++;
        result = and() || result;
    }
    return result;
}

int builtin_test(char *argv[])
{
    int result, last = 0;

    while (argv[last + 1])
        last++;
    if (strcmp(argv[0], "[") == 0) {
        if (strcmp(argv[last], "]") != 0) {
            complain("[", "there is no ]");
            return 2;
        }
        argv[last] = NULL;
    }
    words = argv + 1;
    is_wrong = 0;
    if (!*words)
        return 1;
    result = or();
    if (is_wrong || *words) {
        complain(argv[0], "this is no condition");
        return 2;
    }
    return !result;
}
