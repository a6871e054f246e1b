/*
 * Atomic changes of objects that no instruction of the machine changes in one go. A part of a word is changed with the word
 * around it; what is larger is changed by one thread at a time.
 */
#include <stddef.h>
#include <string.h>

static unsigned busy;

/* Whoever has it may have been interrupted: it goes on when this thread's time is up. */
static void lock(void)
{
    while (__sync_lock_test_and_set(&busy, 1))
        ;
}

static void unlock(void)
{
    __sync_lock_release(&busy);
}

static int fits_word(size_t size)
{
    return size == 1 || size == 2 || size == 4;
}

/* The bytes that an object has in the word around it. */
struct part {
    unsigned *word;
    unsigned shift, mask;
};

static struct part part_of(void *object, size_t size)
{
    unsigned address = (unsigned)object;
    struct part part = {(unsigned *)(address & ~3u), address % 4 * 8, 0};

    part.mask = (size == 4 ? ~0u : (1u << size * 8) - 1) << part.shift;
    return part;
}

static int swap_part(struct part part, void *expected, void *desired, size_t size)
{
    unsigned wanted = 0, fresh = 0, before, now;

    memcpy(&wanted, expected, size);
    memcpy(&fresh, desired, size);
    do {
        before = *(volatile unsigned *)part.word;
        now = (before & part.mask) >> part.shift;
        if (now != wanted) {
            memcpy(expected, &now, size);
            return 0;
        }
    } while (__sync_val_compare_and_swap(part.word, before, (before & ~part.mask) | fresh << part.shift) != before);
    return 1;
}

_Bool __atomic_compare_exchange(size_t size, void *object, void *expected, void *desired)
{
    int same;

    if (fits_word(size))
        return swap_part(part_of(object, size), expected, desired, size);
    lock();
    same = memcmp(object, expected, size) == 0;
    memcpy(same ? object : expected, same ? desired : object, size);
    unlock();
    return same;
}

void __atomic_load(size_t size, void *object, void *value)
{
    lock();
    memcpy(value, object, size);
    unlock();
}

void __atomic_store(size_t size, void *object, void *value)
{
    lock();
    memcpy(object, value, size);
    unlock();
}

void __atomic_exchange(size_t size, void *object, void *value, void *old)
{
    if (fits_word(size)) {
        memcpy(old, object, size);
        while (!swap_part(part_of(object, size), old, value, size))
            ;
        return;
    }
    lock();
    memcpy(old, object, size);
    memcpy(object, value, size);
    unlock();
}
