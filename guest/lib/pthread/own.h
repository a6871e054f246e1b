/* What a thread has for itself, and how it finds that. */
#include <pthread.h>
#include <stdint.h>
#include <unistd.h>
#include "../threads.h"

struct own {
    struct own *next;       /* in the list, from which none is ever removed */
    uintptr_t low, high;    /* its stack, or a part of it: whoever has its stack pointer there is this thread */
    int number;             /* of the thread; UNKNOWN or UNUSED */
    int error;              /* its errno */
    void *stack;            /* malloc() has made it for the thread; free() may have it when the next one takes this entry */
    struct __cleanup *cleanups;
    struct __locals locals; /* its _Thread_local variables */
    void *values[PTHREAD_KEYS_MAX];
};

#define UNKNOWN (-1)
#define UNUSED (-2)

/* Of the thread that asks. */
struct own *__own(void);

/* An entry for a new thread with a stack of its own; NULL without memory. */
struct own *__own_for_stack(void *stack, size_t size);

/* fork(), such that the child finds the library in order. */
pid_t __fork_whole(void);

/* The thread that asks is the only one of a process that fork() has made. */
void __forget_other_threads(void);

/* The values of keys go, by their destructors. */
extern void (*__destroy_values)(struct own *own);

/* How many threads there are. */
extern int __thread_count;

/* An end of the wait as the machine counts; 0 for a time that is none. */
unsigned long long __instant_of(const struct timespec *until);

/* Sleeps while a word is this, until then at most; an error number. */
int __wait_while(const unsigned *word, unsigned value, unsigned long long until, int use);

/* System calls; they return a negated error number. */
int __thread_create(void *(*function)(void *), void *argument, void *stack, void (*back)(void));
_Noreturn void __thread_exit(void *result);
int __thread_join(int number, void **result);
int __thread_detach(int number);
int __thread_kill(int number, int signal);


/* Where the function of a thread returns to. */
void __thread_return(void);
