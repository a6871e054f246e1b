/* A handler runs between two instructions of a program, which then goes on where it was (OSTEP 5.4).
   Set a breakpoint in `note` and look at the Call Stack: the handler, what the kernel has put on the user stack for it,
   and below that whatever the signal came in between. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t alarms;
static sigjmp_buf before;

static void note(int signal)
{
    (void)signal; /* always SIGALRM */
    alarms++;
}

/* After a fault there is nothing to go on with: out of the handler, to a place that was marked before. */
static void escape(int signal)
{
    siglongjmp(before, signal);
}

int main(void)
{
    volatile int zero = 0;
    int signal_number;

    signal(SIGALRM, note);
    ualarm(20000, 20000);
    while (alarms < 3)
        ; /* computes, and never asks for anything */
    printf("three alarms\n");
    while (alarms < 5)
        pause();
    printf("five alarms\n");
    ualarm(0, 0);

    signal(SIGFPE, escape);
    signal_number = sigsetjmp(before, 1);
    if (signal_number == 0)
        printf("%d\n", 1 / zero);
    printf("%s\n", strsignal(signal_number));
    raise(SIGTERM);
    printf("this is not printed: SIGTERM has no handler\n");
    return 0;
}
