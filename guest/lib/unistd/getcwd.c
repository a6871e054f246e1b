/* The path of the current directory. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

int __getcwd(char *buffer, size_t size);

/* Without a buffer it makes one, which the caller frees, as other systems do. */
char *getcwd(char *buffer, size_t size)
{
    char *made = NULL;

    if (!buffer)
        buffer = made = malloc(size = size ? size : PATH_MAX);
    else if (size == 0)
        errno = EINVAL;
    if (!buffer || size == 0)
        return NULL;
    if (__getcwd(buffer, size) >= 0)
        return buffer;
    free(made);
    return NULL;
}
