/*
 * The options of a command line (POSIX 12.2, and GNU's long ones): -a -b, -ab, -n 5, -n5, --name=5, and -- where they end. Operands
 * that stand before options come behind them in the end, as the GNU C library has it; not with `+` in front of the letters.
 */
#include "getopt.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *optarg;
int optind = 1, opterr = 1, optopt;

/* Where the next letter is in its word, if in the middle of one. */
static char *within;
/* Operands that have been passed over: argv[first] to argv[last - 1]. */
static int first, last;

/* What of the call is needed everywhere. */
struct call {
    int argc;
    char **argv;
    const char *options; /* without `+` and `-` */
    int silent;          /* they begin with a colon, or the program says so */
    const struct option *table;
    int *index;
    int only; /* one dash is enough for a long one */
};

static void start(void)
{
    optind = first = last = 1;
    within = NULL;
}

static void reverse(char **from, char **to)
{
    for (; from < --to; from++) {
        char *word = *from;

        *from = *to;
        *to = word;
    }
}

/* The options behind the operands that were passed over come before them. */
static void exchange(char **argv)
{
    reverse(argv + first, argv + last);
    reverse(argv + last, argv + optind);
    reverse(argv + first, argv + optind);
    first += optind - last;
    last = optind;
}

static int is_operand(const char *word)
{
    return word[0] != '-' || word[1] == '\0';
}

static int has_colon(const char *option)
{
    return option[1] == ':';
}

static int missing(const struct call *call)
{
    return call->options[0] == ':' ? ':' : '?';
}

/* The option with a letter. */
static int letter(struct call *call)
{
    const char *option;

    optopt = (unsigned char)*within++;
    option = optopt == ':' || optopt == ';' ? NULL : strchr(call->options, optopt);
    if (*within == '\0')
        optind++;
    if (!option) {
        if (!call->silent)
            dprintf(2, "%s: invalid option -- '%c'\n", call->argv[0], optopt);
        return '?';
    }
    if (!has_colon(option))
        return optopt;
    optarg = NULL;
    if (*within != '\0') {
        optarg = within;
        optind++;
    } else if (option[2] != ':') {
        if (optind < call->argc)
            optarg = call->argv[optind++];
        else if (!call->silent)
            dprintf(2, "%s: option requires an argument -- '%c'\n", call->argv[0], optopt);
    }
    within = NULL;
    return optarg || option[2] == ':' ? optopt : missing(call);
}

static int same_meaning(const struct option *a, const struct option *b)
{
    return a->has_arg == b->has_arg && a->flag == b->flag && a->val == b->val;
}

/* The option whose name this is, or the one whose name starts so; `ambiguous` where several do. */
static const struct option *find(const struct option *table, const char *name, size_t length, int *ambiguous)
{
    const struct option *each, *found = NULL;

    *ambiguous = 0;
    for (each = table; each->name; each++) {
        if (strncmp(each->name, name, length) != 0)
            continue;
        if (strlen(each->name) == length) {
            *ambiguous = 0;
            return each;
        }
        if (found && !same_meaning(found, each))
            *ambiguous = 1;
        else if (!found)
            found = each;
    }
    return found;
}

static void tell_candidates(const struct call *call, const char *dashes, const char *name, size_t length)
{
    const struct option *each;

    dprintf(2, "%s: option '%s%s' is ambiguous; possibilities:", call->argv[0], dashes, name);
    for (each = call->table; each->name; each++)
        if (strncmp(each->name, name, length) == 0)
            dprintf(2, " '%s%s'", dashes, each->name);
    dprintf(2, "\n");
}

/* What a long option returns, which has been found. */
static int found_long(struct call *call, const struct option *option, const char *dashes, char *value)
{
    const char *program = call->argv[0];

    optarg = NULL;
    if (value && option->has_arg == no_argument) {
        if (!call->silent)
            dprintf(2, "%s: option '%s%s' doesn't allow an argument\n", program, dashes, option->name);
        optopt = option->val;
        return '?';
    }
    if (value)
        optarg = value;
    else if (option->has_arg == required_argument) {
        if (optind >= call->argc) {
            if (!call->silent)
                dprintf(2, "%s: option '%s%s' requires an argument\n", program, dashes, option->name);
            optopt = option->val;
            return missing(call);
        }
        optarg = call->argv[optind++];
    }
    if (call->index)
        *call->index = option - call->table;
    if (!option->flag)
        return option->val;
    *option->flag = option->val;
    return 0;
}

/* The long option at `name`; 0 in `taken` where it may be letters. */
static int long_option(struct call *call, char *name, const char *dashes, int *taken)
{
    size_t length = strcspn(name, "=");
    int ambiguous;
    const struct option *option = find(call->table, name, length, &ambiguous);

    *taken = 1;
    if (!option && dashes[1] == '\0' && strchr(call->options, name[0])) {
        *taken = 0;
        return 0;
    }
    within = NULL;
    optind++;
    if (option && !ambiguous)
        return found_long(call, option, dashes, name[length] ? name + length + 1 : NULL);
    optopt = 0;
    if (ambiguous && !call->silent)
        tell_candidates(call, dashes, name, length);
    else if (!call->silent)
        dprintf(2, "%s: unrecognized option '%s%s'\n", call->argv[0], dashes, name);
    return '?';
}

/* Goes to the next word with options; −1 if there is none, 1 for an operand that is to be returned in its order. */
static int next_word(struct call *call, int order)
{
    char **argv = call->argv;

    if (last > optind)
        last = optind;
    if (first > optind)
        first = optind;
    if (order == 0) {
        if (first != last && last != optind)
            exchange(argv);
        else if (last != optind)
            first = optind;
        while (optind < call->argc && is_operand(argv[optind]))
            optind++;
        last = optind;
    }
    if (optind < call->argc && strcmp(argv[optind], "--") == 0) {
        optind++;
        if (first != last && last != optind)
            exchange(argv);
        else if (first == last)
            first = optind;
        last = optind = call->argc;
    }
    if (optind >= call->argc) {
        if (first != last)
            optind = first;
        return -1;
    }
    if (!is_operand(argv[optind]))
        return 0;
    if (order == '+')
        return -1;
    optarg = argv[optind++];
    return 1;
}

int __getopt(int argc, char **argv, const char *options, const struct option *table, int *index, int only)
{
    int order = *options == '+' || *options == '-' ? *options++ : 0;
    struct call call = {argc, argv, options, *options == ':' || !opterr, table, index, only};
    int result, taken;

    if (optind == 0)
        start();
    optarg = NULL;
    if (!within || !*within) {
        char *word;

        result = next_word(&call, order);
        if (result != 0)
            return result;
        word = argv[optind];
        if (table && word[1] == '-')
            return long_option(&call, word + 2, "--", &taken);
        if (table && only && (word[2] || !strchr(options, word[1]))) {
            result = long_option(&call, word + 1, "-", &taken);
            if (taken)
                return result;
        }
        within = word + 1;
    }
    return letter(&call);
}

int getopt(int argc, char *const argv[], const char *options)
{
    return __getopt(argc, (char **)argv, options, NULL, NULL, 0);
}
