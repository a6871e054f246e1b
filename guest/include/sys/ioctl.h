/* What can be asked of a terminal, or told to it, beside reading and writing; termios.h and unistd.h have functions. */
#ifndef _SYS_IOCTL_H
#define _SYS_IOCTL_H

#define TCGETS 0x5401    /* gives its settings: a struct termios */
#define TCSETS 0x5402    /* sets them */
#define TCSETSW 0x5403   /* the same */
#define TCSETSF 0x5404   /* the same, and throws away what was typed and not read */
#define TIOCGPGRP 0x540f /* gives the process group that ^C ends: a pid_t */
#define TIOCSPGRP 0x5410 /* sets it */
#define TIOCGWINSZ 0x5413 /* gives its size, a struct winsize: zeros, since this is a line to a terminal that has not said it */

struct winsize {
    unsigned short ws_row;
    unsigned short ws_col;
    unsigned short ws_xpixel;
    unsigned short ws_ypixel;
};

int ioctl(int fd, unsigned request, ...);

#endif
