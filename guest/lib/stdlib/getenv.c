/* The environment: texts `NAME=value`, in the array that crt0 has from the kernel until one is made here. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char **made; /* the array that this file has made, if environ is that */

static size_t count(void)
{
    size_t n = 0;

    while (environ && environ[n])
        n++;
    return n;
}

/* The entry of a name, which may end in `=`; NULL if there is none. */
static char **find(const char *name, size_t length)
{
    char **entry;

    for (entry = environ; entry && *entry; entry++)
        if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=')
            return entry;
    return NULL;
}

static int is_name(const char *name)
{
    return name && *name && !strchr(name, '=');
}

char *getenv(const char *name)
{
    size_t length = strlen(name);
    char **entry = find(name, length);

    return entry ? *entry + length + 1 : NULL;
}

/* Enters a text, which stays where it is. */
static int enter(char *text, size_t length)
{
    char **entry = find(text, length);
    size_t n = count();

    if (!entry) {
        char **larger = realloc(made == environ ? made : NULL, (n + 2) * sizeof *larger);

        if (!larger)
            return -1;
        if (made != environ)
            memcpy(larger, environ, n * sizeof *larger);
        environ = made = larger;
        entry = environ + n;
        entry[1] = NULL;
    }
    *entry = text;
    return 0;
}

int putenv(char *text)
{
    const char *equals = strchr(text, '=');

    return equals ? enter(text, equals - text) : unsetenv(text);
}

int setenv(const char *name, const char *value, int overwrite)
{
    size_t length, size;
    char *text;

    if (!is_name(name)) {
        errno = EINVAL;
        return -1;
    }
    length = strlen(name);
    if (!overwrite && find(name, length))
        return 0;
    size = strlen(value) + 1;
    text = malloc(length + 1 + size);
    if (!text)
        return -1;
    memcpy(text, name, length);
    text[length] = '=';
    memcpy(text + length + 1, value, size);
    return enter(text, length);
}

int unsetenv(const char *name)
{
    char **entry;

    if (!is_name(name)) {
        errno = EINVAL;
        return -1;
    }
    while ((entry = find(name, strlen(name))))
        do
            entry[0] = entry[1];
        while (*entry++);
    return 0;
}

int clearenv(void)
{
    environ = NULL;
    return 0;
}
