/*
 * Makes a tree of a text, a function a production:
 *
 *     list      { newline } and_or { (";" | "&" | newline) { newline } and_or } [";" | "&" | newline]
 *     and_or    pipeline { ("&&" | "||") { newline } pipeline }
 *     pipeline  ["!"] command { "|" { newline } command }
 *     command   "(" list ")" | "{" list "}" | if | loop | for | simple, with redirections behind
 *     if        "if" list "then" list { "elif" list "then" list } ["else" list] "fi"
 *     loop      ("while" | "until") list body
 *     for       "for" NAME ["in" { word }] (";" | newline) body
 *     body      "do" list "done"
 *     simple    { NAME "=" word | redirection } { word | redirection }
 *
 * Once something is not right the token is END, so that all productions come to their end.
 */
#include <stdio.h>
#include <string.h>
#include "sh.h"

/* What is wrong, and whether more lines could make it right. */
static char trouble[80];
static int is_wrong, wants_more;

static struct node *list(void);

/* --- what the productions are made with --- */

static struct node *node(enum kind kind, struct node *left, struct node *right)
{
    struct node *made = allocate(sizeof *made);

    made->kind = kind;
    made->left = left;
    made->right = right;
    return made;
}

static void fail_with(const char *format, const char *what)
{
    if (!is_wrong)
        snprintf(trouble, sizeof trouble, format, what);
    is_wrong = 1;
    words_stop();
}

/* What stands here cannot stand here. */
static void fail(void)
{
    wants_more |= !is_wrong && token == END;
    if (token == END && words_open())
        fail_with("%s is not closed", words_open());
    else if (token == END || token == NEWLINE)
        fail_with("%s", token == END ? "the text ends too early" : "the line ends too early");
    else
        fail_with("unexpected %s", token_text);
}

static int is_word(const char *text)
{
    return token == WORD && strcmp(token_text, text) == 0;
}

/* Goes on behind this word if it stands here. */
static int accept(const char *text)
{
    int found = is_word(text);

    if (found)
        advance();
    return found;
}

static void expect(const char *text)
{
    if (!accept(text))
        fail();
}

static void skip_newlines(void)
{
    while (token == NEWLINE)
        advance();
}

/* Words that are commands to the shell where a command could stand. */
static int ends_list(void)
{
    static const char *const words[] = {"then", "elif", "else", "fi", "do", "done", "}"};
    unsigned i;

    for (i = 0; i < sizeof words / sizeof words[0]; i++)
        if (is_word(words[i]))
            return 1;
    return 0;
}

static int starts_command(void)
{
    return token == OPEN || token == REDIRECTION || (token == WORD && !ends_list());
}

/* A list that must not be empty. */
static struct node *commands(void)
{
    struct node *made = list();

    if (!made)
        fail();
    return made;
}

static void add_word(struct word ***end)
{
    struct word *word = allocate(sizeof *word);

    word->text = token_text;
    **end = word;
    *end = &word->next;
    advance();
}

/* --- the productions --- */

static struct redirection **redirection(struct redirection **end)
{
    struct redirection *made = *end = allocate(sizeof *made);

    made->fd = token_fd;
    made->flags = token_flags;
    advance();
    if (token != WORD)
        fail();
    made->word = token_text;
    advance();
    return &made->next;
}

static void redirections(struct node *of)
{
    struct redirection **end = &of->redirections;

    while (token == REDIRECTION)
        end = redirection(end);
}

static int is_assignment(void)
{
    int length = name_length(token_text);

    return length > 0 && token_text[length] == '=';
}

static struct node *simple(void)
{
    struct node *made = node(SIMPLE, 0, 0);
    struct word **assignments = &made->assignments, **words = &made->words;
    struct redirection **end = &made->redirections;

    while (token == WORD || token == REDIRECTION)
        if (token == REDIRECTION)
            end = redirection(end);
        else
            add_word(!made->words && is_assignment() ? &assignments : &words);
    return made;
}

/* Behind "if" or "elif". */
static struct node *conditional(void)
{
    struct node *made = node(IF, commands(), 0);

    expect("then");
    made->right = commands();
    if (accept("elif")) {
        made->other = conditional();
        return made;
    }
    if (accept("else"))
        made->other = commands();
    expect("fi");
    return made;
}

static struct node *body(void)
{
    struct node *made;

    expect("do");
    made = commands();
    expect("done");
    return made;
}

static struct node *loop(enum kind kind)
{
    struct node *condition = commands();

    return node(kind, condition, body());
}

/* Without "in", the loop is over the arguments. */
static struct node *for_loop(void)
{
    static struct word all = {"\"$@\"", 0};
    struct node *made = node(FOR, 0, 0);
    struct word **end = &made->words;

    if (token != WORD || token_text[name_length(token_text)] != '\0')
        fail();
    made->name = token_text;
    advance();
    skip_newlines();
    if (accept("in"))
        while (token == WORD)
            add_word(&end);
    else
        made->words = &all;
    if (token == SEMICOLON)
        advance();
    skip_newlines();
    made->right = body();
    return made;
}

static struct node *subshell(void)
{
    struct node *made;

    advance();
    made = node(SUBSHELL, commands(), 0);
    if (token != CLOSE)
        fail();
    advance();
    return made;
}

static struct node *group(void)
{
    struct node *made = node(GROUP, commands(), 0);

    expect("}");
    return made;
}

/* What is not offered is refused here, before anything of the line has run. */
static void refuse(void)
{
    if (is_word("case") || is_word("function"))
        fail_with("this shell has no %s", token_text);
}

static struct node *command(void)
{
    struct node *made;

    refuse();
    if (!starts_command()) {
        fail();
        return node(SIMPLE, 0, 0);
    }
    made = token == OPEN        ? subshell()
           : accept("{")        ? group()
           : accept("if")       ? conditional()
           : accept("while")    ? loop(WHILE)
           : accept("until")    ? loop(UNTIL)
           : accept("for")      ? for_loop()
                                : simple();
    if (made->kind != SIMPLE)
        redirections(made);
    return made;
}

static struct node *piped(void)
{
    struct node *made = node(PIPELINE, command(), 0);

    if (token == PIPE) {
        advance();
        skip_newlines();
        made->right = piped();
    }
    return made;
}

static struct node *pipeline(void)
{
    int not = accept("!");
    struct node *made = piped();

    if (!made->right)
        made = made->left;
    return not ? node(NOT, made, 0) : made;
}

static struct node *and_or(void)
{
    struct node *made = pipeline();

    while (token == AND_IF || token == OR_IF) {
        enum kind kind = token == AND_IF ? AND : OR;

        advance();
        skip_newlines();
        made = node(kind, made, pipeline());
    }
    return made;
}

/* With the text that it was made from, for the list of jobs. */
static struct node *job(void)
{
    const char *start = token_start, *end;
    struct node *made;

    made = and_or();
    for (end = token_start; end > start && strchr(" \t", end[-1]); end--)
        ;
    made->text = copy_text(start, end - start);
    return made;
}

static struct node *list(void)
{
    struct node *all = NULL;

    skip_newlines();
    while (starts_command()) {
        struct node *one = job();

        if (token == AMPERSAND)
            one = node(BACKGROUND, one, 0);
        all = all ? node(SEQUENCE, all, one) : one;
        if (token != SEMICOLON && token != AMPERSAND && token != NEWLINE)
            break;
        advance();
        skip_newlines();
    }
    return all;
}

struct node *parse(const char *text, const char **problem, int *incomplete)
{
    struct node *made;

    is_wrong = wants_more = 0;
    words_begin(text);
    made = list();
    if (token != END || words_open())
        fail();
    *problem = is_wrong ? trouble : NULL;
    *incomplete = wants_more;
    return made;
}
