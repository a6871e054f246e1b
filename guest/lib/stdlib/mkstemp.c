/* Files with names that no other file has. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/* The six X that a template ends in; NULL if it does not. */
static char *place_of(char *template)
{
    size_t length = strlen(template);

    if (length >= 6 && strcmp(template + length - 6, "XXXXXX") == 0)
        return template + length - 6;
    errno = EINVAL;
    return NULL;
}

static void fill(char *place)
{
    static unsigned round;
    unsigned long long number = (unsigned)getpid() * 7919ull + round++;
    int i;

    for (i = 0; i < 6; i++, number /= 62)
        place[i] = letters[number % 62];
}

int mkstemp(char *template)
{
    char *place = place_of(template);
    int fd = -1;

    if (place)
        do {
            fill(place);
            fd = open(template, O_RDWR | O_CREAT | O_EXCL, 0600);
        } while (fd < 0 && errno == EEXIST);
    return fd;
}

char *mkdtemp(char *template)
{
    char *place = place_of(template);
    int result = -1;

    if (place)
        do {
            fill(place);
            result = mkdir(template, 0700);
        } while (result < 0 && errno == EEXIST);
    return result < 0 ? NULL : template;
}
