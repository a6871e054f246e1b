/* ln [-s] TARGET [NAME]: gives a file another name, or makes a symbolic link to it; by default its own name, here. */
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The name itself, or, if it is a directory's, that of the target in there. */
static const char *full_name(const char *name, const char *target)
{
    static char full[FILENAME_MAX], copy[FILENAME_MAX];
    struct stat status;

    if (stat(name, &status) < 0 || !S_ISDIR(status.st_mode))
        return name;
    strlcpy(copy, target, sizeof copy);
    snprintf(full, sizeof full, "%s/%s", name, basename(copy));
    return full;
}

int main(int argc, char *argv[])
{
    int symbolic = 0, option;
    const char *target, *name;

    while ((option = getopt(argc, argv, "s")) != -1) {
        if (option != 's')
            return 2;
        symbolic = 1;
    }
    if (argc - optind < 1 || argc - optind > 2) {
        fputs("ln: [-s] TARGET [NAME]\n", stderr);
        return 2;
    }
    target = argv[optind];
    name = full_name(argc - optind == 2 ? argv[optind + 1] : ".", target);
    if ((symbolic ? symlink(target, name) : link(target, name)) == 0)
        return 0;
    fprintf(stderr, "ln: %s: %s\n", name, strerror(errno));
    return 1;
}
