/* The platform constants of Toy32. Generated from src/isa by `npm run generate`: do not edit. */
#ifndef TOY32_H
#define TOY32_H

/* The memory map and the clock. */
#define RAM_BASE               0x80000000u  /* first byte of physical memory; the kernel is linked here */
#define PAGE_SIZE              0x1000u      /* bytes of a page */
#define USER_BASE              0x1000u      /* where the text of a user program starts */
#define USER_TOP               0x80000000u  /* one past the highest user address */
#define SECTOR_SIZE            0x200u       /* bytes of a disk sector */
#define CLOCK_HZ               0xf4240u     /* instructions in a second of the machine’s clock */

/* Trap causes: indices of the trap table. */
#define CAUSE_ILLEGAL          1            /* The word is no instruction; `value` is the word. */
#define CAUSE_PRIVILEGED       2            /* A privileged instruction in user mode; `value` is the port of an `in` or `out`, else 0. */
#define CAUSE_DIVIDE           3            /* A division or remainder by zero. */
#define CAUSE_MISALIGNED       4            /* An address that is not a multiple of the size of the access, or of 4 for a jump. */
#define CAUSE_FETCH_FAULT      5            /* No instruction may be fetched from this address. */
#define CAUSE_LOAD_FAULT       6            /* This address may not be read. */
#define CAUSE_STORE_FAULT      7            /* This address may not be written. */
#define CAUSE_BREAKPOINT       8            /* The `brk` instruction. */
#define CAUSE_SYSTEM_CALL      9            /* The `trap` instruction. */
#define CAUSE_TIMER            16           /* The interval of the timer has passed. */
#define CAUSE_CONSOLE          17           /* Input has arrived at the console. */
#define CAUSE_DISK             18           /* The disk has finished its command. */
#define TRAP_TABLE_ENTRIES     32           /* words of the trap table */

/* Bits of the status register. */
#define STATUS_USER            0x1          /* user mode */
#define STATUS_IE              0x2          /* interrupts enabled */

/* Bits of a page-table entry; the upper 20 bits are the page's physical address. */
#define PTE_VALID              0x1          /* the entry is in use */
#define PTE_WRITE              0x2          /* may be written, in either mode */
#define PTE_USER               0x4          /* may be used in user mode */
#define PTE_EXECUTE            0x8          /* instructions may be fetched */
#define PTE_ACCESSED           0x10         /* set by the hardware at any access */
#define PTE_DIRTY              0x20         /* set by the hardware at a store */
#define PTB_TRANSLATE          0x1          /* in ptb: translate addresses */

/* Control registers. */
/*   status: Mode and interrupt enable. 0 at reset: kernel mode, interrupts off. */
/*   ttb: Address of the trap table, set by `ltt`. */
/*   ksp: The kernel stack pointer that a trap from user mode starts with. */
/*   ptb: Physical address of the page directory, with bit 0 set to translate; 0: addresses are physical. Writing it forgets all cached translations. */

/* Device registers, for `in` and `out`; the assembler knows these names too. */
#define CONSOLE_DATA           0x0          /* in: the next byte of input; 0x100 (once) at the end of input; 0xFFFFFFFF if there is none now; out: prints the low byte */
#define CONSOLE_WANT           0x1          /* out: says that a reader waits for input; the host may take it as its cue */
#define CONSOLE_TERMINAL       0x2          /* in: 1 if a terminal is at the other end: somebody sees what is printed, and types key by key; 0 if it is a stream of bytes */
#define TIMER_INTERVAL         0x10         /* in: the interval; out: interrupt every N instructions from now; 0 stops the timer */
#define DISK_SECTOR            0x20         /* in: as written; out: first sector of the next command */
#define DISK_COUNT             0x21         /* in: as written; out: sectors of the next command */
#define DISK_ADDRESS           0x22         /* in: as written; out: physical address of the next command */
#define DISK_COMMAND           0x23         /* in: 0 idle, 1 busy, 2 the last command failed; out: 1 reads sectors into memory, 2 writes them from memory; an interrupt tells the end */
#define DISK_SIZE              0x24         /* in: sectors of the disk */
#define POWER_OFF              0x30         /* out: stops the machine with this status */
#define POWER_PANIC            0x31         /* out: stops the machine: the kernel cannot go on */
#define BOARD_MEMORY           0x40         /* in: bytes of RAM */
#define BOARD_TIMER            0x41         /* in: the timer interval that the machine was started with; 0: cooperative */
#define BOARD_SCHEDULER        0x42         /* in: the number of the scheduler that the machine was started with */
#define CONSOLE_END            0x100        /* from CONSOLE_DATA: the end of input */
#define DISK_READ              1            /* to DISK_COMMAND */
#define DISK_WRITE             2            /* to DISK_COMMAND */
#define DISK_IDLE              0            /* from DISK_COMMAND */
#define DISK_BUSY              1            /* from DISK_COMMAND */
#define DISK_FAILED            2            /* from DISK_COMMAND */

#ifndef __ASSEMBLER__
/* What the hardware pushes at a trap and `rett` pops; 76 bytes. */
struct trapframe {
  unsigned int ra;      /* return address, set by `call` */
  unsigned int sp;      /* stack pointer; the stack grows down */
  unsigned int fp;      /* frame pointer: the value of `sp` at function entry */
  unsigned int a0;      /* first argument; the result of a call or of a system call */
  unsigned int a1;      /* second argument; the high word of a 64-bit result */
  unsigned int a2;      /* third argument */
  unsigned int a3;      /* fourth argument */
  unsigned int a4;      /* fifth argument */
  unsigned int a5;      /* sixth argument */
  unsigned int t0;      /* temporary; the number of a system call at `trap` */
  unsigned int t1;      /* temporary */
  unsigned int t2;      /* temporary */
  unsigned int s0;      /* saved register */
  unsigned int s1;      /* saved register */
  unsigned int s2;      /* saved register */
  unsigned int pc;      /* the faulting instruction for a fault, the next one for a system call or an interrupt */
  unsigned int status;  /* the status register as it was: mode and interrupt enable */
  unsigned int cause;   /* why: the index in the trap table */
  unsigned int value;   /* the address, instruction word or port of a fault, else 0 */
};
#endif

#endif
