/*
 * System calls. The number is in t0 of the trap frame and the arguments in a0 to a5, where the program's registers
 * were saved; the result goes into a0 of the frame, where return-from-trap finds it. A failure is a negated number
 * of errno.h. Every sys_… function takes its arguments out of the frame itself, in sysproc.c, sysfile.c and sysname.c.
 */
#include <errno.h>
#include <sys/syscall.h>
#include "cpu.h"
#include "defs.h"

/* Each row of syscalls.h is a declaration here, and below an entry of the table. */
#define SYSTEM_CALL(number, name, result, parameters) int sys_##name(struct trapframe *tf);
#include "syscalls.h"
#undef SYSTEM_CALL

/* The prototype is for people: by it a debugger that looks at this kernel shows what is called. */
static const struct {
    int (*function)(struct trapframe *tf);
    const char *prototype;
} system_call_table[] = {
#define SYSTEM_CALL(number, name, result, parameters) [number] = {sys_##name, #result " " #name #parameters},
#include "syscalls.h"
};

#define COUNT (sizeof system_call_table / sizeof system_call_table[0])

/* A signal has interrupted it: after the handler the program comes back to the trap itself, with its arguments. */
static void make_again(struct trapframe *tf, unsigned first_argument)
{
    tf->a0 = first_argument;
    tf->pc -= sizeof(unsigned);
}

void syscall(struct trapframe *tf)
{
    unsigned number = tf->t0, first_argument = tf->a0;

    if (number < COUNT && system_call_table[number].function)
        tf->a0 = system_call_table[number].function(tf);
    else
        tf->a0 = -ENOSYS;
    if (tf->a0 == -EINTR && signal_restarts(number))
        make_again(tf, first_argument);
}
