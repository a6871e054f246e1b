/*
 * Sleeping until a word of the program changes: what locks, condition variables and semaphores are made of (OSTEP 28.15).
 * The library sets the words itself, with atomic instructions, and comes here only where it has to wait, or where others
 * wait. Whoever is about to sleep says what the word was when it looked: if that has changed meanwhile, it does not sleep.
 * Nothing can come between the look and the sleep, since nothing in the kernel is interrupted.
 */
#include <errno.h>
#include <sys/futex.h>
#include "defs.h"
#include "proc.h"

#define WHY(number, name, why) [number] = why,

static const char *const reasons[] = {FUTEX_USES(WHY)};

#define USES (sizeof reasons / sizeof reasons[0])

/*
 * The word, where the kernel finds it: an address that is the same for all who mean the same word, in other processes too
 * if they share it. It is asked for as one that will be written, so that no copy of the page comes later (fault.c).
 */
static unsigned *word_at(user_address address)
{
    return address % sizeof(unsigned) == 0 ? (unsigned *)user_pointer(current->pagedir, address, PTE_WRITE) : 0;
}

/* Waits, the thread being one that shows what for. The page is held meanwhile: it stays that of the word after a fork too. */
static void wait_for(const unsigned *word, unsigned use, unsigned long long until)
{
    void *page = (void *)ROUND_DOWN((unsigned)word);

    page_share(page);
    current_thread->lock = use == FUTEX_LOCK ? word : 0;
    if (until != 0)
        block_until(word, reasons[use], until);
    else
        block(word, reasons[use]);
    current_thread->futex = 0;
    current_thread->lock = 0;
    page_free(page);
}

/* Waits while a word has this value, but no longer than so many microseconds (0: as long as it takes). */
int futex_block(user_address address, unsigned value, unsigned microseconds, unsigned use)
{
    unsigned *word = word_at(address);
    unsigned long long until = microseconds ? clock_now() + microseconds : 0;

    if (!word)
        return -EFAULT;
    if (use >= USES)
        return -EINVAL;
    if (*word != value)
        return -EAGAIN;
    if (signal_waiting(current_thread))
        return -EINTR;
    current_thread->futex = address;
    wait_for(word, use, until);
    if (signal_waiting(current_thread))
        return -EINTR;
    return until != 0 && clock_now() >= until ? -ETIMEDOUT : 0;
}

/* Wakes so many of those who wait for a word, and returns how many there were. */
int futex_unblock(user_address address, int most)
{
    unsigned *word = word_at(address);

    return word ? wakeup_some(word, most) : -EFAULT;
}
