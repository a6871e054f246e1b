/* Files that are there for a while. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEMPLATE P_tmpdir "tmpXXXXXX"

/* It has no name any more, so it is gone with its last descriptor. */
FILE *tmpfile(void)
{
    char path[] = TEMPLATE;
    int fd = mkstemp(path);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w+");

    if (fd >= 0)
        unlink(path);
    if (fd >= 0 && !file)
        close(fd);
    return file;
}

/* A name that no file has. */
char *tmpnam(char *to)
{
    static char kept[L_tmpnam];
    char path[L_tmpnam] = TEMPLATE;
    int fd = mkstemp(path);

    if (fd < 0)
        return NULL;
    close(fd);
    unlink(path);
    return strcpy(to ? to : kept, path);
}
