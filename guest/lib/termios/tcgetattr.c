/* The settings of a terminal. */
#include <sys/ioctl.h>
#include <termios.h>

int tcgetattr(int fd, struct termios *settings)
{
    return ioctl(fd, TCGETS, settings);
}
