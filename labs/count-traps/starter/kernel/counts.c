/* How often the CPU has entered the kernel, by cause. The debugger shows it: kernel::trap_counts. */
#include <toy32.h>
#include "counts.h"

unsigned trap_counts[TRAP_TABLE_ENTRIES];

/* One more trap of this cause. */
void count_trap(unsigned cause)
{
    (void)cause; /* yours to write */
}
