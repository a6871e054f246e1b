/* Output to the console, which goes to the port at once; what is typed there is the matter of tty.c. */
#include <errno.h>
#include <stdarg.h>
#include "cpu.h"
#include "defs.h"

static char last_printed = '\n';

void print_char(char c)
{
    OUT(CONSOLE_DATA, c);
    last_printed = c;
}

void print_string(const char *s)
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
