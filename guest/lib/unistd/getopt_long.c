/* Long options. */
#include "getopt.h"

int getopt_long(int argc, char *const argv[], const char *options, const struct option *table, int *index)
{
    return __getopt(argc, (char **)argv, options, table, index, 0);
}

int getopt_long_only(int argc, char *const argv[], const char *options, const struct option *table, int *index)
{
    return __getopt(argc, (char **)argv, options, table, index, 1);
}
