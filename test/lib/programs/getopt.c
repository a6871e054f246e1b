/* The options of command lines. */
#include <stdio.h>
#include <unistd.h>

static void parse(const char *options, char *argv[])
{
    int argc = 0, option;

    while (argv[argc])
        argc++;
    optind = 1;
    while ((option = getopt(argc, argv, options)) != -1) {
        if (option == '?' || option == ':')
            printf("%c(%c) ", option, optopt);
        else
            printf("%c", option);
        if (option == 'n')
            printf("=%s", optarg);
        printf(" ");
    }
    printf("| %d of %d\n", optind, argc);
}

int main(void)
{
    char *none[] = {"p", "file", NULL};
    char *plain[] = {"p", "-a", "-b", "file", NULL};
    char *together[] = {"p", "-ab", "-n5", "file", NULL};
    char *apart[] = {"p", "-n", "5", "-a", NULL};
    char *ended[] = {"p", "-a", "--", "-b", NULL};
    char *dash[] = {"p", "-a", "-", "-b", NULL};
    char *unknown[] = {"p", "-x", "-a", NULL};
    char *missing[] = {"p", "-a", "-n", NULL};

    opterr = 0;
    parse("+abn:", none);
    parse("+abn:", plain);
    parse("+abn:", together);
    parse("+abn:", apart);
    parse("+abn:", ended);
    parse("+abn:", dash);
    parse("+abn:", unknown);
    parse("+abn:", missing);
    return 0;
}
