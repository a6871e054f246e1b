/* Replacing the program, with the arguments in the call itself. */
#include <errno.h>
#include <stdarg.h>
#include <unistd.h>

/* More than the kernel takes. */
#define MOST 40

/* Collects the arguments, to the NULL that ends them; 0 if they are too many. */
static int collect(char *argv[MOST], const char *first, va_list *arguments)
{
    int count = 0;

    argv[0] = (char *)first;
    while (argv[count]) {
        if (++count == MOST) {
            errno = E2BIG;
            return 0;
        }
        argv[count] = va_arg(*arguments, char *);
    }
    return 1;
}

int execl(const char *path, const char *first, ...)
{
    char *argv[MOST];
    va_list arguments;
    int complete;

    va_start(arguments, first);
    complete = collect(argv, first, &arguments);
    va_end(arguments);
    return complete ? execv(path, argv) : -1;
}

int execlp(const char *file, const char *first, ...)
{
    char *argv[MOST];
    va_list arguments;
    int complete;

    va_start(arguments, first);
    complete = collect(argv, first, &arguments);
    va_end(arguments);
    return complete ? execvp(file, argv) : -1;
}

int execle(const char *path, const char *first, ...)
{
    char *argv[MOST], **envp = NULL;
    va_list arguments;
    int complete;

    va_start(arguments, first);
    complete = collect(argv, first, &arguments);
    if (complete)
        envp = va_arg(arguments, char **);
    va_end(arguments);
    return complete ? execve(path, argv, envp) : -1;
}
