/* Each key as it is pressed: what the kernel does with input is a setting of the terminal (OSTEP 36). In raw mode it
   neither echoes nor edits, and even ^C is a key. The program puts the settings back before it ends. */
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

int main(void)
{
    struct termios before, raw;
    unsigned char key;

    tcgetattr(0, &before);
    raw = before;
    cfmakeraw(&raw);
    tcsetattr(0, TCSANOW, &raw);
    printf("Press keys; q ends.\n");
    do {
        if (read(0, &key, 1) != 1)
            break;
        printf("0x%02x%s%c\n", key, key > ' ' && key < 0x7f ? " " : "", key > ' ' && key < 0x7f ? key : ' ');
    } while (key != 'q');
    tcsetattr(0, TCSANOW, &before);
    return 0;
}
