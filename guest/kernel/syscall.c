/*
 * System calls. The number is in t0 of the trap frame and the arguments in a0 to a5, where the program's registers
 * were saved; the result goes into a0 of the frame, where return-from-trap finds it. A failure is a negated number
 * of errno.h. Every sys_… function takes its arguments out of the frame itself, in sysproc.c, sysfile.c and sysname.c.
 */
#include <errno.h>
#include <sys/syscall.h>
#include "cpu.h"
#include "defs.h"

/* One declaration and one entry of the table for each line of SYSTEM_CALLS. */
#define DECLARATION(number, name) int sys_##name(struct trapframe *tf);
#define TABLE_ENTRY(number, name) [number] = sys_##name,

SYSTEM_CALLS(DECLARATION)

static int (*const system_calls[])(struct trapframe *tf) = {SYSTEM_CALLS(TABLE_ENTRY)};

#define COUNT (sizeof system_calls / sizeof system_calls[0])

/* A signal has interrupted it: after the handler the program comes back to the trap itself, with its arguments. */
static void make_again(struct trapframe *tf, unsigned first_argument)
{
    tf->a0 = first_argument;
    tf->pc -= sizeof(unsigned);
}

void syscall(struct trapframe *tf)
{
    unsigned number = tf->t0, first_argument = tf->a0;

    if (number < COUNT && system_calls[number])
        tf->a0 = system_calls[number](tf);
    else
        tf->a0 = -ENOSYS;
    if (tf->a0 == -EINTR && signal_restarts(number))
        make_again(tf, first_argument);
}
