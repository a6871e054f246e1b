/* Leaves the terminal in raw mode. */
#include <termios.h>
#include "check.h"

int main(void)
{
    struct termios settings;

    CHECK(tcgetattr(0, &settings) == 0);
    cfmakeraw(&settings);
    CHECK(tcsetattr(0, TCSANOW, &settings) == 0);
    return 0;
}
