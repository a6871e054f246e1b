/* The settings of a terminal: whether what is typed is echoed and edited, and which keys do what. */
#ifndef _TERMIOS_H
#define _TERMIOS_H

typedef unsigned char cc_t;
typedef unsigned int tcflag_t;

#define NCCS 16

struct termios {
    tcflag_t c_iflag; /* of input */
    tcflag_t c_oflag; /* of output */
    tcflag_t c_cflag; /* of the line */
    tcflag_t c_lflag; /* of the line discipline */
    cc_t c_cc[NCCS];  /* the keys, and what else is a number */
};

/* A key that is not there. */
#define _POSIX_VDISABLE 0

/* Places in c_cc. */
#define VINTR 0    /* ^C: ends the foreground processes (ISIG) */
#define VERASE 2   /* Backspace: takes a character back (ICANON) */
#define VKILL 3    /* ^U: takes the line back (ICANON) */
#define VEOF 4     /* ^D: ends the input, or a line without Enter (ICANON) */
#define VTIME 5    /* raw, and without VMIN: so many tenths of a second are waited for a key, and then a read gives 0; 0: none */
#define VMIN 6     /* raw: so many bytes are waited for */
#define VSUSP 10   /* ^Z: stops the foreground processes, if their shell can have them go on (ISIG) */
#define VWERASE 14 /* ^W: takes a word back (ICANON) */

/* c_iflag */
#define ICRNL 0000400 /* Enter, which sends a carriage return, is a newline */

/* c_oflag: kept, and without effect: a newline begins a new line of the terminal in any case. */
#define OPOST 0000001
#define ONLCR 0000004

/* c_cflag: kept, and without effect. */
#define CSIZE 0000060
#define CS8 0000060
#define PARENB 0000400

/* c_lflag */
#define ISIG 0000001   /* ^C and ^Z are wishes, not input */
#define ICANON 0000002 /* input comes in lines, which can be edited until Enter */
#define ECHO 0000010   /* what is typed is shown */

/* More flags that raw mode clears; without effect. */
#define IGNBRK 0000001
#define BRKINT 0000002
#define PARMRK 0000010
#define INPCK 0000020
#define ISTRIP 0000040
#define INLCR 0000100
#define IGNCR 0000200
#define IXON 0002000
#define ECHOE 0000020
#define ECHOK 0000040
#define ECHONL 0000100
#define IEXTEN 0100000

/* When tcsetattr takes effect: output is never kept back, so the first two are the same. */
#define TCSANOW 0
#define TCSADRAIN 1
#define TCSAFLUSH 2 /* and what was typed and not read is thrown away */

int tcgetattr(int fd, struct termios *settings);
int tcsetattr(int fd, int when, const struct termios *settings);

/* Changes settings to raw mode: every key is input, at once, and nothing is echoed. */
void cfmakeraw(struct termios *settings);

#endif
