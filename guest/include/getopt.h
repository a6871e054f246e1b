/* The options of a command line, long ones too (GNU). */
#ifndef _GETOPT_H
#define _GETOPT_H

#include <unistd.h>

struct option {
    const char *name; /* without the dashes; NULL ends the table */
    int has_arg;
    int *flag; /* gets `val`; NULL: getopt_long() returns it */
    int val;
};

#define no_argument 0
#define required_argument 1
#define optional_argument 2

int getopt_long(int argc, char *const argv[], const char *options, const struct option *table, int *index);
int getopt_long_only(int argc, char *const argv[], const char *options, const struct option *table, int *index);

#endif
