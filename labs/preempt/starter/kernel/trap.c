/*
 * Every way into the kernel. The hardware has pushed a trap frame on the kernel stack and jumped to the trap table's
 * entry for the cause; trapentry.toy passes the frame to trap(), and returns from the trap when that returns.
 */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include "cpu.h"
#include "defs.h"
#include "proc.h"

/* The address of the handler for each cause. They are the same: trap() asks the frame for the cause. */
static unsigned trap_table[TRAP_TABLE_ENTRIES];

void trap_init(void)
{
    int cause;

    for (cause = 0; cause < TRAP_TABLE_ENTRIES; cause++)
        trap_table[cause] = (unsigned)trapentry;
    load_trap_table(trap_table);
}

/* What has gone wrong, for people; the frame's value comes after it, where it has one. */
static const char *const faults[] = {
    [CAUSE_ILLEGAL] = "illegal instruction",
    [CAUSE_PRIVILEGED] = "privileged instruction",
    [CAUSE_DIVIDE] = "division by zero",
    [CAUSE_MISALIGNED] = "misaligned address",
    [CAUSE_FETCH_FAULT] = "page fault on fetch from",
    [CAUSE_LOAD_FAULT] = "page fault on load from",
    [CAUSE_STORE_FAULT] = "page fault on store to",
    [CAUSE_BREAKPOINT] = "breakpoint",
};

/* The signal that a program gets for it. */
static const char signals[] = {
    [CAUSE_ILLEGAL] = SIGILL,     [CAUSE_PRIVILEGED] = SIGILL,   [CAUSE_DIVIDE] = SIGFPE,
    [CAUSE_MISALIGNED] = SIGBUS,  [CAUSE_FETCH_FAULT] = SIGSEGV, [CAUSE_LOAD_FAULT] = SIGSEGV,
    [CAUSE_STORE_FAULT] = SIGSEGV, [CAUSE_BREAKPOINT] = SIGABRT,
};

#define LAST_FAULT CAUSE_BREAKPOINT

static int is_page_fault(const struct trapframe *tf)
{
    return tf->cause == CAUSE_FETCH_FAULT || tf->cause == CAUSE_LOAD_FAULT || tf->cause == CAUSE_STORE_FAULT;
}

/* Whether the fault only says that it is time for a page: 0 if the process has it now. */
static int bring_page(const struct trapframe *tf)
{
    return fault_bring(current->pagedir, tf->value, tf->cause == CAUSE_STORE_FAULT);
}

/* The port of a privileged instruction, if it is one that has a port. */
static void print_port(const struct trapframe *tf)
{
    unsigned instruction;

    if (tf->cause != CAUSE_PRIVILEGED || copyin(&instruction, tf->pc, sizeof instruction) < 0)
        return;
    instruction >>= 24;
    if (instruction == OPCODE_IN || instruction == OPCODE_OUT)
        kprintf(", port %x", tf->value);
}

/* How far down the stack of the current thread may grow, as far as the kernel knows. */
static user_address stack_limit(void)
{
    return current_thread->stack_limit ? current_thread->stack_limit : USER_STACK;
}

/*
 * An access between the stack pointer and the stack, or right below the stack: a function has made its frame where there
 * is no stack any more. A large frame reaches far below it.
 */
static int is_stack_overflow(const struct trapframe *tf)
{
    int in_new_frame = tf->sp >= current->heap_end && tf->value >= tf->sp;

    return tf->value < stack_limit() && (tf->value >= stack_limit() - PAGE_SIZE || in_new_frame);
}

/* What the address of a page fault means, where that is well known. */
static void print_region(const struct trapframe *tf)
{
    if (!is_page_fault(tf))
        return;
    if (tf->value < PAGE_SIZE)
        kprintf(" (null pointer)");
    else if (thread_stack_reaches(tf->value))
        kprintf(" (no memory for the stack)");
    else if (is_stack_overflow(tf))
        kprintf(" (stack overflow)");
    else if (tf->value >= USER_TOP)
        kprintf(" (kernel memory)");
    else if (bring_page(tf) == -ENOMEM)
        kprintf(" (no memory left)");
}

static int has_value(const struct trapframe *tf)
{
    return is_page_fault(tf) || tf->cause == CAUSE_ILLEGAL || tf->cause == CAUSE_MISALIGNED;
}

/* Who it was: a thread by its number in the process, but for the first. */
static void print_thread(void)
{
    if (current_thread == current->threads)
        kprintf("pid %d (%s)", current->pid, current->name);
    else
        kprintf("pid %d.%d (%s)", current->pid, current_thread->number, current->name);
}

/* A program has done what it may not: the process ends, and the others go on. */
static void kill_for_fault(const struct trapframe *tf)
{
    console_fresh_line();
    print_thread();
    kprintf(": %s", faults[tf->cause]);
    if (has_value(tf))
        kprintf(" %p", tf->value);
    kprintf(" at pc %p", tf->pc);
    print_port(tf);
    print_region(tf);
    kprintf(": killed\n");
    proc_exit(signals[tf->cause] | WCOREFLAG);
}

/* A fault is a signal to the program that has done it, if it has a handler for that. */
static void fault(const struct trapframe *tf)
{
    int signal = signals[tf->cause];

    if (is_page_fault(tf) && bring_page(tf) == 0)
        return;
    if (signal_is_caught(signal))
        signal_send_thread(current_thread, signal);
    else
        kill_for_fault(tf);
}

/* The kernel itself has done what it may not. */
static void panic_for_fault(const struct trapframe *tf)
{
    const char *what = tf->cause <= LAST_FAULT ? faults[tf->cause] : "unexpected trap";

    /* While the kernel boots there is no process yet: what tells of a failure must not need one. */
    panic("%s %p at pc %p in kernel mode, cause %d, pid %d (%s)", what, tf->value, tf->pc, tf->cause,
          current ? current->pid : 0, current ? current->name : "boot");
}

void trap(struct trapframe *tf)
{
    int from_user = (tf->status & STATUS_USER) != 0;
    unsigned now;

    if (from_user) { /* it was there since it left the kernel */
        READ_COUNT(now);
        current->used.user += now - current_thread->returned;
    }
    switch (tf->cause) {
    case CAUSE_TIMER:
        /* Yours to write: the time slice of whoever ran is over. */
        break;
    case CAUSE_CONSOLE:
        tty_interrupt();
        break;
    case CAUSE_DISK:
        disk_interrupt();
        break;
    case CAUSE_SYSTEM_CALL:
        if (!from_user)
            panic_for_fault(tf);
        syscall(tf);
        break;
    default:
        if (!from_user || tf->cause > LAST_FAULT)
            panic_for_fault(tf);
        fault(tf);
    }
    if (from_user) {
        signal_deliver(tf);
        READ_COUNT(current_thread->returned);
    }
}
