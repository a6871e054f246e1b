/* Whether a descriptor is the console: it alone has settings. */
#include <termios.h>
#include <unistd.h>

int isatty(int fd)
{
    struct termios settings;

    return tcgetattr(fd, &settings) == 0;
}
