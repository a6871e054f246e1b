/* Hooks: a program with threads sets them. */
#include "threads.h"

int (*__thread_number)(void);
int *(*__errno_of_thread)(void);
struct __locals *(*__locals_of_thread)(void);
