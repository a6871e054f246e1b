#ifndef COUNTS_H
#define COUNTS_H

void count_trap(unsigned cause);

#endif
