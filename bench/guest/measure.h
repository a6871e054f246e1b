/* Counts the instructions of a piece of a program, and says when it begins and ends for the host's clock. */
#include <ringside.h>
#include <stdio.h>

/* Executes a statement so many times. */
#define MEASURE(name, times, statement)                              \
    do {                                                             \
        unsigned long long start;                                    \
        int left;                                                    \
                                                                     \
        printf("begin %s\n", name);                                  \
        fflush(stdout);                                              \
        start = instructions();                                      \
        for (left = (times); left > 0; left--)                       \
            statement;                                               \
        start = instructions() - start;                              \
        printf("end %s %u %u\n", name, (times), (unsigned int)start); \
        fflush(stdout);                                              \
    } while (0)
