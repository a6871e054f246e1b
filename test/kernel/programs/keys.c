/* Reads the terminal in raw mode, key by key, to a q; and looks at the settings before, meanwhile and afterwards. */
#include <sys/ioctl.h>
#include <termios.h>
#include "check.h"

static void refusals(const struct termios *settings)
{
    struct termios impossible = *settings;
    struct winsize size = {1, 1, 1, 1};
    int fds[2], group = 0;

    CHECK(pipe(fds) == 0);
    CHECK_ERROR(ENOTTY, tcgetattr(fds[0], &impossible));
    CHECK(!isatty(fds[0]) && isatty(0) && isatty(1));
    CHECK_ERROR(EBADF, tcgetattr(15, &impossible));
    CHECK_ERROR(EFAULT, ioctl(0, TCGETS, (void *)16));
    CHECK_ERROR(EFAULT, ioctl(0, TCSETS, (void *)16));
    CHECK_ERROR(ENOTTY, ioctl(0, 0x1234, &impossible));
    CHECK_ERROR(EINVAL, tcsetattr(0, 3, settings));
    CHECK_ERROR(EINVAL, ioctl(0, TIOCSPGRP, &group));
    CHECK(ioctl(0, TIOCGWINSZ, &size) == 0 && size.ws_row == 0 && size.ws_col == 0);
    CHECK_ERROR(ENOTTY, ioctl(fds[0], TIOCGWINSZ, &size));
    cfmakeraw(&impossible);
    impossible.c_cc[VTIME] = 1;
    CHECK_ERROR(EINVAL, tcsetattr(0, TCSANOW, &impossible));
}

int main(void)
{
    struct termios cooked, raw, now;
    char key = 0;

    CHECK(tcgetattr(0, &cooked) == 0);
    refusals(&cooked);
    raw = cooked;
    cfmakeraw(&raw);
    CHECK(tcsetattr(0, TCSAFLUSH, &raw) == 0);
    CHECK(tcgetattr(1, &now) == 0 && memcmp(&now, &raw, sizeof now) == 0);
    while (key != 'q') {
        CHECK(read(0, &key, 1) == 1);
        printf("%02x ", (unsigned char)key);
        fflush(stdout);
    }
    raw.c_cc[VMIN] = 0;
    CHECK(tcsetattr(0, TCSANOW, &raw) == 0);
    CHECK(read(0, &key, 1) == 0);
    raw.c_cc[VTIME] = 2;
    CHECK(tcsetattr(0, TCSANOW, &raw) == 0);
    CHECK(read(0, &key, 1) == 0);
    CHECK(tcsetattr(0, TCSANOW, &cooked) == 0);
    printf("\n%s\n", cooked.c_lflag & ECHO ? "terminal" : "stream");
    return 0;
}
