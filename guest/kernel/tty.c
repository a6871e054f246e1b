/*
 * The terminal: what happens to the bytes that are typed at the console, on their way to the processes that read them.
 * They are gathered into lines, which can be edited until Enter; they are echoed; and some keys are wishes, not input:
 * ^C ends the processes in the foreground, ^Z stops them, ^D ends the input. A program can turn each of that off (struct
 * termios), down to raw mode, in which every byte is there to be read at once. Where a stream of bytes is at the other
 * end, nothing is echoed, no key means anything, and lines are all that is left of it.
 *
 * What is printed goes out as it is: the terminal begins a new line at a newline by itself, so that a kernel without
 * these settings prints lines there too, and OPOST and ONLCR are without effect.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include "cpu.h"
#include "defs.h"
#include "proc.h"

#define CONTROL(letter) ((letter) & 0x1f)
#define DELETE 0x7f

/* For a terminal, and for a stream, in which a byte 0x03 is one like the others. */
static const struct termios terminal_settings = {
    .c_iflag = ICRNL,
    .c_oflag = OPOST | ONLCR,
    .c_cflag = CS8,
    .c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | IEXTEN,
    .c_cc = {[VINTR] = CONTROL('C'),
             [VERASE] = DELETE,
             [VKILL] = CONTROL('U'),
             [VEOF] = CONTROL('D'),
             [VSUSP] = CONTROL('Z'),
             [VWERASE] = CONTROL('W'),
             [VMIN] = 1},
};
static const struct termios stream_settings = {.c_cflag = CS8, .c_lflag = ICANON, .c_cc = {[VMIN] = 1}};

static struct termios settings;

/* The process group that ^C ends and ^Z stops. */
static int foreground = INIT_PID;

/* Stands among the bytes of the input where ^D was typed. */
#define END_MARK CONSOLE_END

/* What was typed and not read yet, modulo the size: from taken to whole it can be read, from there to typed edited. */
static struct {
    short bytes[1024];
    unsigned taken, whole, typed;
    unsigned interrupts; /* how often ^C was typed */
    int ended;           /* nothing comes any more */
} input;

#define SIZE (sizeof input.bytes / sizeof input.bytes[0])

void tty_init(void)
{
    unsigned terminal;

    IN(terminal, CONSOLE_TERMINAL);
    settings = terminal ? terminal_settings : stream_settings;
}

/* --- the line that is being typed --- */

static int is_full(void)
{
    return input.typed - input.taken == SIZE;
}

/* Adds a byte or the mark. A line that does not fit comes in pieces. */
static void add(short c)
{
    input.bytes[input.typed++ % SIZE] = c;
    if (c == '\n' || c == END_MARK || !(settings.c_lflag & ICANON) || is_full())
        input.whole = input.typed;
}

static int is_control(short c)
{
    return c < ' ' || c == DELETE;
}

/* Of a character in UTF-8: a byte that is not its first. */
static int is_continuation(short c)
{
    return (c & 0xc0) == 0x80;
}

static void echo(short c)
{
    if (!(settings.c_lflag & ECHO))
        return;
    if (c == '\t')
        print_char(' '); /* so that it can be taken back */
    else if (is_control(c) && c != '\n') {
        print_char('^');
        print_char(c ^ 0x40);
    } else
        print_char(c);
}

/* Takes back the last character, all its bytes; 0 if there is none to take. */
static int erase(void)
{
    short c;

    if (input.typed == input.whole)
        return 0;
    do
        c = input.bytes[--input.typed % SIZE];
    while (is_continuation(c) && input.typed != input.whole);
    if (settings.c_lflag & ECHO)
        print_string(is_control(c) && c != '\t' ? "\b\b  \b\b" : "\b \b");
    return 1;
}

/* Whether the last character is there and is a space, or is none, as asked. */
static int ends_with_space(int space)
{
    short last = input.bytes[(input.typed - 1) % SIZE];

    return input.typed != input.whole && (last == ' ' || last == '\t') == space;
}

static void erase_word(void)
{
    while (ends_with_space(1))
        erase();
    while (ends_with_space(0))
        erase();
}

static void erase_line(void)
{
    while (erase())
        ;
}

/* --- keys --- */

static int is_key(short c, int place)
{
    return c != _POSIX_VDISABLE && c == settings.c_cc[place];
}

/* Backspace sends DEL, or with Ctrl a backspace: both take back, where there is such a key at all. */
static int is_erase(short c)
{
    return is_key(c, VERASE) || (c == '\b' && settings.c_cc[VERASE] != _POSIX_VDISABLE);
}

static void forget_input(void)
{
    input.taken = input.whole = input.typed;
}

/* ^C: what was typed before counts no more, and a read of a process that lives on fails, so that it can ask anew. */
static void interrupt(short c)
{
    forget_input();
    echo(c);
    echo('\n');
    input.interrupts++;
    proc_kill_group(foreground, SIGINT);
}

/* ^Z: where nobody could have the processes go on, it is no wish that can be granted. */
static void suspend(short c)
{
    if (proc_group_is_orphaned(foreground))
        return;
    forget_input();
    echo(c);
    echo('\n');
    proc_kill_group(foreground, SIGTSTP);
}

static void edit(short c)
{
    if (is_erase(c))
        erase();
    else if (is_key(c, VWERASE))
        erase_word();
    else if (is_key(c, VKILL))
        erase_line();
    else if (is_key(c, VEOF))
        add(END_MARK);
    else {
        add(c);
        echo(c);
    }
}

static void receive(short c)
{
    if (c == '\r' && (settings.c_iflag & ICRNL))
        c = '\n';
    if ((settings.c_lflag & ISIG) && is_key(c, VINTR))
        interrupt(c);
    else if ((settings.c_lflag & ISIG) && is_key(c, VSUSP))
        suspend(c);
    else if (settings.c_lflag & ICANON)
        edit(c);
    else {
        add(c);
        echo(c);
    }
}

/* Takes what the device has, as far as there is room: the device keeps the rest. */
static void fetch_input(void)
{
    unsigned data;

    while (!is_full()) {
        IN(data, CONSOLE_DATA);
        if (data > CONSOLE_END)
            return;
        if (data < CONSOLE_END)
            receive(data);
        else {
            input.ended = 1;
            input.whole = input.typed;
        }
    }
}

/* Input has arrived. A reader that finds too little will ask for more. */
void tty_interrupt(void)
{
    fetch_input();
    wakeup(&input);
    poll_wake();
}

/* --- reading --- */

/* There is as much to read as the settings want, or nothing will come. */
static int is_ready(unsigned count)
{
    unsigned there = input.whole - input.taken, least = settings.c_cc[VMIN];

    if (settings.c_lflag & ICANON || settings.c_cc[VTIME] != 0)
        return there > 0 || input.ended;
    return there >= least || there >= count || input.ended;
}

/* The next byte or mark that can be read, or what is no such thing. */
static short next(void)
{
    return input.taken == input.whole ? -1 : input.bytes[input.taken % SIZE];
}

/* Copies the rest of a line, or in raw mode what is there, to the current process: count bytes at most. */
static int read_input(user_address to, unsigned count)
{
    int canonical = settings.c_lflag & ICANON;
    unsigned done = 0;
    short c;

    while (done < count && (c = next()) >= 0 && c != END_MARK) {
        char byte = c;

        if (copyout(current->pagedir, to + done, &byte, 1) < 0)
            return -EFAULT;
        input.taken++;
        done++;
        if (canonical && c == '\n')
            return done;
    }
    /* The mark goes with what stands before it; alone it is the end of the input, this once. */
    if (next() == END_MARK)
        input.taken++;
    return done;
}

/* There is time for it while a person thinks, and the machine may be switched off meanwhile. */
static void want_input(void)
{
    fs_sync();
    OUT(CONSOLE_WANT, 1);
}

/* What the terminal is ready for: to print always; who wants input, and finds none, will wait for it. */
int tty_poll(int events)
{
    fetch_input();
    if (is_ready(1))
        return POLLIN | POLLOUT;
    if (events & POLLIN)
        want_input();
    return POLLOUT | (is_ready(1) ? POLLIN : 0);
}

/* When a read that begins now gives up, by the clock; 0: never. */
static unsigned long long patience(void)
{
    unsigned tenths = settings.c_lflag & ICANON ? 0 : settings.c_cc[VTIME];

    return tenths == 0 ? 0 : clock_now() + (unsigned long long)tenths * (CLOCK_HZ / 10);
}

/* A job in the background would take what is typed for another one. */
static int may_read(void)
{
    return current->group == foreground || proc_group_is_orphaned(current->group);
}

/* Stops until the job comes to the foreground, and asks again; who ignores that has an error. */
static int stop_reader(void)
{
    proc_kill_group(current->group, SIGTTIN);
    return signal_waiting(current_thread) ? -EINTR : -EIO;
}

/* Waits for input, and returns how many bytes it was; 0 at the end of it. */
int tty_read(user_address to, unsigned count, int nonblocking)
{
    unsigned interrupts = input.interrupts;
    unsigned long long end = patience();

    if (!may_read())
        return stop_reader();
    fetch_input();
    if (!is_ready(count) && !nonblocking)
        fs_sync(); /* there is time for it while a person thinks, and the machine may be switched off meanwhile */
    for (;;) {
        fetch_input();
        if (is_ready(count))
            return read_input(to, count);
        if (nonblocking)
            return -EAGAIN;
        if (signal_waiting(current_thread) || interrupts != input.interrupts)
            return -EINTR;
        if (end != 0 && clock_now() >= end)
            return 0;
        OUT(CONSOLE_WANT, 1);
        if (end != 0)
            block_until(&input, "input", end);
        else
            block(&input, "input");
    }
}

/* --- settings --- */

/* Sets what is at the address, unless it is more than this terminal can do. */
static int change_settings(user_address address)
{
    struct termios wanted;

    if (copyin(&wanted, address, sizeof wanted) < 0)
        return -EFAULT;
    if (wanted.c_cc[VTIME] != 0 && wanted.c_cc[VMIN] != 0 && !(wanted.c_lflag & ICANON))
        return -EINVAL;
    settings = wanted;
    if (!(settings.c_lflag & ICANON))
        input.whole = input.typed;
    return 0;
}

static int change_foreground(user_address address)
{
    int group;

    if (copyin(&group, address, sizeof group) < 0)
        return -EFAULT;
    if (group <= 0)
        return -EINVAL;
    foreground = group;
    return 0;
}

int tty_ioctl(unsigned request, user_address argument)
{
    static const struct winsize unknown;
    int result;

    switch (request) {
    case TIOCGWINSZ: return copyout(current->pagedir, argument, &unknown, sizeof unknown);
    case TCGETS: return copyout(current->pagedir, argument, &settings, sizeof settings);
    case TCSETS:
    case TCSETSW: return change_settings(argument);
    case TCSETSF:
        result = change_settings(argument);
        if (result == 0)
            forget_input();
        return result;
    case TIOCGPGRP: return copyout(current->pagedir, argument, &foreground, sizeof foreground);
    case TIOCSPGRP: return change_foreground(argument);
    default: return -ENOTTY;
    }
}
