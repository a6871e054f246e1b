/* What a process wants to have mapped. */
#ifndef MMAP_H
#define MMAP_H

#include "vm.h"

struct mapping {
    user_address address; /* 0: anywhere */
    unsigned size;        /* whole pages */
    unsigned permissions; /* PTE_USER, PTE_WRITE, PTE_EXECUTE; PTE_SHARED */
    struct file *file;    /* 0: none, zeros */
    unsigned first;       /* page of the file */
};

#endif
