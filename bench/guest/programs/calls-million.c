/* A million of them. */
#define CALLS 1000000
#include "calls.c"
