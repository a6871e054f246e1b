/* The argv of a program on its way from one address space to another. */
#ifndef EXEC_H
#define EXEC_H

struct arguments {
    int count;
    unsigned size; /* bytes of all strings, their NULs included */
    char *strings; /* one behind the other */
};

#endif
