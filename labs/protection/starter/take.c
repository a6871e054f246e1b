/* Keeps the CPU, although the timer interrupts it. */
#include <stdio.h>
#include <toy32.h>

int main(void)
{
    volatile unsigned *trap_table = 0; /* yours to find */

    /* Yours to write: what the hardware goes to at CAUSE_TIMER. */
    (void)trap_table;
    puts("mine");
    for (;;)
        ;
}
