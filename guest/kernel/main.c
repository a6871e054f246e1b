/* Boots the kernel. boot.toy calls main() in kernel mode, with interrupts off and addresses physical. */
#include "defs.h"

int main(void)
{
    /* The console needs no step of its own: kprintf works from here on. */
    memory_init(); /* the free pages of physical memory */
    vm_init();     /* the kernel's page directory; from here on addresses are translated */
    trap_init();   /* the trap table: the hardware remembers where the handlers are */
    proc_init();   /* the process list; what runs here becomes its first entry, the idle process */
    sched_init();  /* the scheduler that was asked for */
    clock_init();  /* the timer: an interrupt every N instructions, or none */
    tty_init();    /* the terminal: whether there is one, or a stream of bytes */
    fs_mount();    /* the disk and the file system on it */
    start_init();  /* the first program, /bin/init */
    idle();        /* gives the CPU to it, and waits whenever there is nothing to run */
}
