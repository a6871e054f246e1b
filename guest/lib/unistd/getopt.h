/* What getopt() and its long forms share. */
#include <getopt.h>

int __getopt(int argc, char **argv, const char *options, const struct option *table, int *index, int only);
