/* The options of a command line (POSIX 12.2): -a -b, -ab, -n 5, -n5, and -- where they end. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

char *optarg;
int optind = 1, opterr = 1, optopt;

/* Where the next option letter is within argv[optind], if in the middle of one. */
static const char *within;

static int complain(const char *program, const char *what, int letter)
{
    if (opterr)
        dprintf(2, "%s: %s -- '%c'\n", program, what, letter);
    return '?';
}

int getopt(int argc, char *const argv[], const char *options)
{
    const char *option;

    if (!within || !*within) {
        if (optind >= argc || argv[optind][0] != '-' || argv[optind][1] == '\0')
            return -1;
        if (strcmp(argv[optind], "--") == 0) {
            optind++;
            return -1;
        }
        within = argv[optind] + 1;
    }
    optopt = *within++;
    if (*within == '\0')
        optind++;
    option = optopt == ':' ? NULL : strchr(options, optopt);
    if (!option)
        return complain(argv[0], "invalid option", optopt);
    if (option[1] != ':')
        return optopt;

    /* The argument is the rest of this word, or the next word. */
    if (*within != '\0') {
        optarg = (char *)within;
        optind++;
    } else if (optind < argc)
        optarg = argv[optind++];
    else
        return options[0] == ':' ? ':' : complain(argv[0], "option requires an argument", optopt);
    within = NULL;
    return optopt;
}
