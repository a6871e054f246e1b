/* Hooks: a program with threads sets them. */
#include "threads.h"

int (*__thread_number)(void);
int *(*__errno_of_thread)(void);
int (*__fork_with_threads)(void);
struct __locals *(*__locals_of_thread)(void);
