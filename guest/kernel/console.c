/*
 * The console. Output goes to the port at once. Input arrives by interrupt and is kept here until a process reads it,
 * a line at a time.
 */
#include <errno.h>
#include <stdarg.h>
#include "cpu.h"
#include "defs.h"
#include "proc.h"

/* --- output --- */

static char last_printed = '\n';

static void print_char(char c)
{
    OUT(CONSOLE_DATA, c);
    last_printed = c;
}

static void print_string(const char *s)
{
    while (*s)
        print_char(*s++);
}

/* In base 10 or 16, with zeros in front up to the width. */
static void print_number(unsigned value, unsigned base, int width)
{
    char digits[10];
    int count = 0;

    do {
        digits[count++] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0 || count < width);
    while (count > 0)
        print_char(digits[--count]);
}

static void print_signed(int value)
{
    if (value < 0)
        print_char('-');
    print_number(value < 0 ? 0u - (unsigned)value : (unsigned)value, 10, 1);
}

/* %d an int, %s a string, %x an unsigned in hexadecimal, %p the same with all its eight digits. */
static void print_formatted(const char *format, va_list arguments)
{
    for (; *format; format++) {
        if (*format != '%') {
            print_char(*format);
            continue;
        }
        switch (*++format) {
        case 'd': print_signed(va_arg(arguments, int)); break;
        case 's': print_string(va_arg(arguments, const char *)); break;
        case 'x': print_string("0x"), print_number(va_arg(arguments, unsigned), 16, 1); break;
        case 'p': print_string("0x"), print_number(va_arg(arguments, unsigned), 16, 8); break;
        }
    }
}

void kprintf(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_formatted(format, arguments);
    va_end(arguments);
}

/* So that a message of the kernel stands on a line of its own, whatever a program has printed before. */
void console_fresh_line(void)
{
    if (last_printed != '\n')
        print_char('\n');
}

/* Something that cannot be has happened: says so and stops the machine. */
void panic(const char *format, ...)
{
    va_list arguments;

    console_fresh_line();
    print_string("panic: ");
    va_start(arguments, format);
    print_formatted(format, arguments);
    va_end(arguments);
    print_char('\n');
    OUT(POWER_PANIC, 0);
    for (;;)
        wait_for_interrupt();
}

/* Prints bytes of the current process, and returns how many. */
int console_write(user_address from, unsigned count)
{
    char piece[64];
    unsigned done, i, length;

    for (done = 0; done < count; done += length) {
        length = count - done < sizeof piece ? count - done : sizeof piece;
        if (copyin(piece, from + done, length) < 0)
            return -EFAULT;
        for (i = 0; i < length; i++)
            print_char(piece[i]);
    }
    return count;
}

/* --- input --- */

/* What was typed and not read yet: the bytes from taken to typed, modulo the size. */
static struct {
    char bytes[1024];
    unsigned taken, typed;
    unsigned lines; /* complete lines among them */
    int ended;      /* nothing comes any more */
} input;

static int input_full(void)
{
    return input.typed - input.taken == sizeof input.bytes;
}

static int input_empty(void)
{
    return input.typed == input.taken;
}

static void put_input(char c)
{
    input.bytes[input.typed++ % sizeof input.bytes] = c;
    if (c == '\n')
        input.lines++;
}

static char take_input(void)
{
    char c = input.bytes[input.taken++ % sizeof input.bytes];

    if (c == '\n')
        input.lines--;
    return c;
}

/* Takes what the device has, as far as there is room: the device keeps the rest. */
static void fetch_input(void)
{
    unsigned data;

    while (!input_full()) {
        IN(data, CONSOLE_DATA);
        if (data > CONSOLE_END)
            return;
        if (data == CONSOLE_END)
            input.ended = 1;
        else
            put_input(data);
    }
}

/* There is a line to read, or what must do for one. */
static int input_ready(void)
{
    return input.lines > 0 || input_full() || input.ended;
}

/* A reader that finds no whole line yet will ask for more. */
void console_interrupt(void)
{
    fetch_input();
    wakeup(&input);
}

/* Copies the rest of a line, or count bytes of it, to the current process. */
static int read_line(user_address to, unsigned count)
{
    unsigned done = 0;
    char c = 0;

    while (done < count && c != '\n' && !input_empty()) {
        c = take_input();
        if (copyout(current->pagedir, to + done, &c, 1) < 0)
            return -EFAULT;
        done++;
    }
    return done;
}

/* Waits for a line of input; 0 at the end of it. */
int console_read(user_address to, unsigned count)
{
    for (;;) {
        fetch_input();
        if (input_ready())
            return read_line(to, count);
        if (current->killed)
            return -EINTR;
        OUT(CONSOLE_WANT, 1);
        block(&input, "console input");
    }
}
