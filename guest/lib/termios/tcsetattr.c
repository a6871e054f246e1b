/* Changes the settings of a terminal. */
#include <errno.h>
#include <sys/ioctl.h>
#include <termios.h>

int tcsetattr(int fd, int when, const struct termios *settings)
{
    if (when >= TCSANOW && when <= TCSAFLUSH)
        return ioctl(fd, TCSETS + when, settings);
    errno = EINVAL;
    return -1;
}
