/*
 * Sleeping locks. What such a lock guards is used over times in which its holder waits, for the disk above all; whoever wants
 * it meanwhile sleeps too. It is handed over to the one that has waited for longest: who lets it go, and wants it again at
 * once, comes after all who wait. The kernel itself is never interrupted, so that what is done without waiting needs none.
 *
 * Nobody waits for ever if all take locks in one order. It is: the one for programs (exec.c), the one for changes (fs.c), one
 * inode (inode.c), then a buffer or the disk, which are let go before anything else is wanted.
 */
#include <errno.h>
#include "defs.h"
#include "proc.h"

void lock_take(struct sleeplock *lock, const char *what)
{
    while (lock->holder) {
        block(lock, what);
        if (lock->holder == current_thread)
            return;
    }
    lock->holder = current_thread;
}

/*
 * The same where nothing has been done yet that would be left half done: who is to be ended waits no longer. -EINTR, and it
 * has not got the lock. The others are held for a bounded time only, and to wait for them is to end soon.
 */
int lock_take_killable(struct sleeplock *lock, const char *what)
{
    while (lock->holder) {
        if (signal_ends(current_thread))
            return -EINTR;
        block(lock, what);
        if (lock->holder == current_thread)
            return 0;
    }
    lock->holder = current_thread;
    return 0;
}

void lock_release(struct sleeplock *lock)
{
    lock->holder = first_blocked(lock);
    if (lock->holder)
        unblock(lock->holder);
}
