/* Cuts a text into words and operators. A word is left as it was written: what it stands for is found when it is used. */
#include <ctype.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include "sh.h"

enum token token;
char *token_text;
const char *token_start, *token_end;
int token_fd, token_flags;

/* Right behind the token, and what is still open where the text ends. */
static const char *rest;
static const char *open_piece;

int name_length(const char *text)
{
    int length = 0;

    if (!isdigit((unsigned char)text[0]))
        while (isalnum((unsigned char)text[length]) || text[length] == '_')
            length++;
    return length;
}

/* --- words --- */

/* Behind the character that ends it. In double quotes a single quote is a character like others. */
static const char *skip_until(const char *text, char end)
{
    while (text && *text != end)
        text = *text == '\0'                    ? NULL
               : *text == '\'' && end == '"'    ? text + 1
               : *text == '(' && end == ')'     ? skip_until(text + 1, ')')
                                                : skip_piece(text);
    return text ? text + 1 : NULL;
}

static const char *skip_single_quotes(const char *text)
{
    const char *end = strchr(text + 1, '\'');

    return end ? end + 1 : NULL;
}

/* A backslash holds on to the next character; before a newline at the end, to the next line. */
static const char *skip_backslash(const char *text)
{
    if (text[1] == '\0')
        return text + 1;
    return text[1] == '\n' && text[2] == '\0' ? NULL : text + 2;
}

const char *skip_piece(const char *text)
{
    switch (*text) {
    case '\\': return skip_backslash(text);
    case '\'': return skip_single_quotes(text);
    case '"': return skip_until(text + 1, '"');
    case '`': return skip_until(text + 1, '`');
    case '$':
        if (text[1] == '(')
            return skip_until(text + 2, ')');
        if (text[1] == '{')
            return skip_until(text + 2, '}');
    }
    return text + 1;
}

static const char *name_of_piece(const char *text)
{
    return *text == '\'' || *text == '"' ? "a quote" : *text == '\\' ? "a line" : *text == '`' ? "`" : "$(";
}

static int ends_word(char c)
{
    return c == '\0' || strchr(" \t\n|&;()<>", c) != NULL;
}

static enum token read_word(void)
{
    while (!ends_word(*rest)) {
        const char *next = skip_piece(rest);

        if (!next) {
            open_piece = name_of_piece(rest);
            rest += strlen(rest);
            return END;
        }
        rest = next;
    }
    return WORD;
}

/* --- operators --- */

struct operator {
    const char *text;
    enum token token;
    int fd, flags; /* REDIRECTION */
};

/* Longer ones before those that they begin with. */
static const struct operator operators[] = {
    {"&&", AND_IF, 0, 0},
    {"||", OR_IF, 0, 0},
    {">>", REDIRECTION, 1, O_WRONLY | O_CREAT | O_APPEND},
    {">&", REDIRECTION, 1, DUPLICATE},
    {"<&", REDIRECTION, 0, DUPLICATE},
    {"<>", REDIRECTION, 0, O_RDWR | O_CREAT},
    {">", REDIRECTION, 1, O_WRONLY | O_CREAT | O_TRUNC},
    {"<", REDIRECTION, 0, O_RDONLY},
    {"&", AMPERSAND, 0, 0},
    {"|", PIPE, 0, 0},
    {";", SEMICOLON, 0, 0},
    {"(", OPEN, 0, 0},
    {")", CLOSE, 0, 0},
    {"\n", NEWLINE, 0, 0},
};

#define OPERATORS (sizeof operators / sizeof operators[0])

static const struct operator *find_operator(const char *text)
{
    unsigned i;

    for (i = 0; i < OPERATORS; i++)
        if (strncmp(text, operators[i].text, strlen(operators[i].text)) == 0)
            return &operators[i];
    return NULL;
}

/* A number right before a redirection says which descriptor it is about. */
static enum token read_operator(void)
{
    int digits = strspn(rest, "0123456789");
    const struct operator *operator = find_operator(rest + digits);

    if (!operator || (digits > 0 && operator->token != REDIRECTION))
        return END;
    token_fd = digits > 0 ? atoi(rest) : operator->fd;
    token_flags = operator->flags;
    rest += digits + strlen(operator->text);
    return operator->token;
}

/* --- tokens --- */

/* Blanks, comments, and lines that a backslash joins. */
static void skip_blanks(void)
{
    for (;;) {
        rest += strspn(rest, " \t");
        if (*rest == '#')
            rest += strcspn(rest, "\n");
        if (rest[0] != '\\' || rest[1] != '\n')
            return;
        rest += 2;
        if (*rest == '\0')
            open_piece = "a line";
    }
}

void advance(void)
{
    skip_blanks();
    token_start = rest;
    token = read_operator();
    if (token == END && *rest != '\0')
        token = read_word();
    token_end = rest;
    token_text = copy_text(token_start, rest - token_start);
}

void words_begin(const char *text)
{
    rest = text;
    open_piece = NULL;
    advance();
}

void words_stop(void)
{
    rest += strlen(rest);
    token = END;
}

const char *words_open(void)
{
    return open_piece;
}
