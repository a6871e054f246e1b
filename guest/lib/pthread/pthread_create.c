/* How threads begin and end. */
#include "own.h"
#include "../threads.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int __thread_count = 1;
void (*__destroy_values)(struct own *own);

static int process; /* that the entries of threads are about */

static int own_number(void)
{
    return __own()->number;
}

static int *own_error(void)
{
    extern int __first_errno __asm__("errno");
    struct own *own = __own();

    return own->number == 0 ? &__first_errno : &own->error;
}

static struct __locals *own_locals(void)
{
    struct own *own = __own();

    return own->number == 0 ? NULL : &own->locals;
}

/* After fork() the others are not there. */
static void look_at_process(void)
{
    int now = getpid();

    if (process != 0 && process != now) {
        __forget_other_threads();
        __thread_count = 1;
    }
    process = now;
}

/* From now on there may be several threads. */
static void begin(void)
{
    look_at_process();
    __thread_number = own_number;
    __errno_of_thread = own_error;
    __locals_of_thread = own_locals;
    __fork_with_threads = __fork_whole;
}

/* The kernel's stacks are as large as this; for a larger one there is malloc(). */
#define SYSTEM_STACK (0x100000u - 4096u)

/* Where the stack of a new thread starts: NULL for one of the kernel's. 0, or an error number. */
static int choose_stack(const pthread_attr_t *attributes, char **top, struct own **own)
{
    void *made = NULL, *stack;

    *top = NULL;
    *own = NULL;
    if (!attributes || (!attributes->stack && attributes->stack_size <= SYSTEM_STACK))
        return 0;
    stack = attributes->stack ? attributes->stack : (made = malloc(attributes->stack_size));
    *own = stack ? __own_for_stack(stack, attributes->stack_size) : NULL;
    if (!*own) {
        free(made);
        return EAGAIN;
    }
    (*own)->stack = made;
    *top = (char *)stack + attributes->stack_size;
    return 0;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*function)(void *), void *argument)
{
    struct own *own;
    char *top;
    int result, number;

    begin();
    result = choose_stack(attributes, &top, &own);
    if (result != 0)
        return result;
    __sync_fetch_and_add(&__thread_count, 1);
    number = __thread_create(function, argument, top, __thread_return);
    if (number < 0) {
        __sync_fetch_and_sub(&__thread_count, 1);
        if (own)
            own->number = UNUSED;
        return -number;
    }
    *thread = number;
    if (attributes && attributes->detached)
        __thread_detach(number);
    return 0;
}

static void free_locals(struct __locals *locals)
{
    unsigned i;

    for (i = 0; i < locals->count; i++)
        free(locals->places[i]);
    free(locals->places);
    locals->count = 0;
    locals->places = NULL;
}

static void run_cleanups(struct own *own)
{
    while (own->cleanups)
        __cleanup_pop(own->cleanups, 1);
}

/* The last one ends the process, as if it had called exit(). */
void pthread_exit(void *result)
{
    struct own *own;

    look_at_process();
    own = __own();
    run_cleanups(own);
    if (__destroy_values)
        __destroy_values(own);
    free_locals(&own->locals);
    if (__sync_fetch_and_sub(&__thread_count, 1) == 1)
        exit(0);
    if (own->number != 0) {
        own->low = own->high = 0;
        own->number = UNUSED;
    }
    __thread_exit(result);
}

void __cleanup_push(struct __cleanup *cleanup)
{
    struct own *own = __own();

    cleanup->outer = own->cleanups;
    own->cleanups = cleanup;
}

void __cleanup_pop(struct __cleanup *cleanup, int execute)
{
    __own()->cleanups = cleanup->outer;
    if (execute)
        cleanup->function(cleanup->argument);
}
