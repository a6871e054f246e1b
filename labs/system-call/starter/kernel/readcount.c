/* How often programs have called read. */
#include "cpu.h"
#include "defs.h"

/* Yours to write: the count, and int sys_readcount(struct trapframe *tf). */
