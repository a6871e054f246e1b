/* getopt() and getopt_long(), as the GNU C library does it. Their messages go to standard output here. */
#define _GNU_SOURCE
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int flag;

static const struct option table[] = {
    {"add", required_argument, 0, 0}, {"append", no_argument, 0, 'p'}, {"delete", no_argument, &flag, 7},
    {"verbose", no_argument, 0, 'v'}, {"create", optional_argument, 0, 'c'}, {"file", required_argument, 0, 'f'},
    {"verbatim", no_argument, 0, 'V'}, {0, 0, 0, 0},
};

enum how { SHORT, LONG, ONLY };

static void go(enum how how, const char *options, const char *line)
{
    char copy[100], *words[20], *word;
    int count = 1, c, index = -1, i;

    printf("%d '%s' %s\n", how, options, line);
    words[0] = "prog";
    strcpy(copy, line);
    for (word = strtok(copy, " "); word; word = strtok(NULL, " "))
        words[count++] = word;
    words[count] = NULL;
    optind = 0;
    flag = 0;
    for (;;) {
        fflush(stdout);
        c = how == SHORT  ? getopt(count, words, options)
            : how == LONG ? getopt_long(count, words, options, table, &index)
                          : getopt_long_only(count, words, options, table, &index);
        if (c == -1)
            break;
        printf("  %d", c);
        if (optarg)
            printf(" (%s)", optarg);
        if (c == '?' || c == ':')
            printf(" optopt %d", optopt);
        if (index >= 0)
            printf(" index %d flag %d", index, flag);
        printf(" at %d\n", optind);
        index = -1;
    }
    printf("  rest:");
    for (i = optind; i < count; i++)
        printf(" %s", words[i]);
    printf("\n");
}

int main(void)
{
    dup2(1, 2);
    go(SHORT, "ab:c::", "-a -b one -btwo -c -cthree x y");
    go(SHORT, "ab:c", "x -a y -b z -- -c w");
    go(SHORT, "ab:c", "-acb one two -a three -b");
    go(SHORT, "+ab:c", "-a x -b y");
    go(SHORT, "-ab:c", "x -a y -b z w");
    go(SHORT, ":ab:", "-b");
    go(SHORT, ":ab:", "-z -a -");
    go(SHORT, "ab", "-abz - -a");
    go(SHORT, "a", "x y z");
    go(SHORT, "a", "x y -- z -a");
    go(LONG, "vf:", "--verbose -v --file=one --file two x --add 3 --delete y");
    go(LONG, "vf:", "--verb --ver --dele --cr --create=9 --create 9");
    go(LONG, "vf:", "--nothing --delete=1 --file");
    go(LONG, ":vf:", "--nothing --delete=1 --file");
    go(LONG, "vf:", "a b --append c d -f e f -- --append");
    go(LONG, "+vf:", "--append c --append");
    go(ONLY, "vf:", "-verbose -v -file one -fi=2 -f three -xyz --append");
    opterr = 0;
    go(LONG, "vf:", "--nothing -q --add");
    return 0;
}
