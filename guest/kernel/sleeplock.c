/*
 * Sleeping locks. What such a lock guards is used over times in which its holder waits, for the disk above all; whoever wants
 * it meanwhile sleeps too. It goes to those who want it in the order in which they came: who lets it go, and wants it again
 * at once, comes after all who wait. The kernel itself is never interrupted, so that what is done without waiting needs none.
 *
 * Nobody waits for ever if all take locks in one order. It is: the one for programs (exec.c), the one for changes (fs.c), one
 * inode (inode.c), then a buffer or the disk, which are let go before anything else is wanted.
 */
#include "defs.h"
#include "proc.h"

void lock_take(struct sleeplock *lock, const char *what)
{
    unsigned mine = lock->next++;

    while (lock->turn != mine)
        block(lock, what);
    lock->holder = current_thread;
}

void lock_release(struct sleeplock *lock)
{
    lock->holder = 0;
    lock->turn++;
    if (lock->turn != lock->next)
        wakeup(lock);
}
