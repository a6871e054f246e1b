/* The argv and the environment of a program on their way from one address space to another. */
#ifndef EXEC_H
#define EXEC_H

struct arguments {
    int count;     /* strings of argv */
    int variables; /* strings of the environment */
    unsigned size; /* bytes of all strings, their NULs included */
    char *strings; /* one behind the other: those of argv, then those of the environment */
};

#endif
