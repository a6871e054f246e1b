/*
 * fork() in a program with threads. The heap and the list of streams are locked meanwhile, so that the child does not have them in
 * the midst of a change; a stream that another thread uses is free in the child. What the program itself has locks
 * for is the matter of pthread_atfork().
 */
#include "../stdio/file.h"
#include "own.h"
#include <errno.h>
#include <stdlib.h>

pid_t __fork(void);

struct handlers {
    struct handlers *before, *after; /* in the order in which they were given */
    void (*prepare)(void), (*parent)(void), (*child)(void);
};

static struct handlers *first, *last;

int pthread_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void))
{
    struct handlers *handlers = malloc(sizeof *handlers);

    if (!handlers)
        return ENOMEM;
    *handlers = (struct handlers){last, NULL, prepare, parent, child};
    *(last ? &last->after : &first) = handlers;
    last = handlers;
    return 0;
}

static void free_stream(FILE *file)
{
    file->lock = file->again = 0;
}

/* The streams of a child: nobody uses them but its only thread, which is here. The first three need not be in the list yet. */
static void free_streams(void)
{
    FILE *file;

    for (file = __streams; file; file = file->following)
        free_stream(file);
    free_stream(stdin);
    free_stream(stdout);
    free_stream(stderr);
}

/* The last given are prepared first: they may need what was there before them. */
pid_t __fork_whole(void)
{
    struct handlers *at;
    pid_t pid;

    for (at = last; at; at = at->before)
        if (at->prepare)
            at->prepare();
    lock_for_threads(&__streams_lock);
    lock_for_threads(&__heap_lock);
    pid = __fork();
    if (pid == 0)
        free_streams();
    unlock_for_threads(&__heap_lock);
    unlock_for_threads(&__streams_lock);
    for (at = first; at; at = at->after)
        if (pid == 0 && at->child)
            at->child();
        else if (pid != 0 && at->parent)
            at->parent();
    return pid;
}
