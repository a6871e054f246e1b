/*
 * poll: waiting for several open files at once. A thread waits at one channel only. So all who poll wait at the same one, which
 * every change of a pipe or of the input wakes, and look at their files again: how many do that at a time is few.
 */
#include <errno.h>
#include <poll.h>
#include "cpu.h"
#include "defs.h"
#include "file.h"
#include "proc.h"

#define MAX_FILES 64

/* How often a file may have become ready; all who poll wait for that to change. */
static unsigned changes;

/* A file may be ready now that was not. */
void poll_wake(void)
{
    changes++;
    wakeup(&changes);
}

static int look_at(const struct pollfd *wanted)
{
    const struct file *file = wanted->fd < NOFILE ? current->files[wanted->fd] : 0;

    return file ? file_poll(file, wanted->events) & (wanted->events | POLLERR | POLLHUP) : POLLNVAL;
}

/* Looks at all of them, and says what each is ready for. Returns how many are. */
static int look(user_address address, unsigned count)
{
    unsigned i;
    int ready = 0;

    for (i = 0; i < count; i++, address += sizeof(struct pollfd)) {
        struct pollfd wanted;

        if (copyin(&wanted, address, sizeof wanted) < 0)
            return -EFAULT;
        wanted.revents = wanted.fd < 0 ? 0 : look_at(&wanted);
        if (copyout(current->pagedir, address, &wanted, sizeof wanted) < 0)
            return -EFAULT;
        ready += wanted.revents != 0;
    }
    return ready;
}

/*
 * Until something may have changed, or the time has come (0: it never does). To look may take a while, in which the disk is
 * waited for: what has changed since then counts too.
 */
static void wait_for_change(unsigned seen, unsigned long long until)
{
    if (changes != seen)
        return;
    if (until != 0)
        block_until(&changes, "poll", until);
    else
        block(&changes, "poll");
}

/* Waits until one is ready, but no longer than that many milliseconds; for as long as it takes if they are negative. */
static int poll_files(user_address address, unsigned count, int milliseconds)
{
    unsigned long long until = milliseconds < 0 ? 0 : clock_now() + (unsigned long long)milliseconds * (CLOCK_HZ / 1000);

    for (;;) {
        unsigned seen = changes;
        int ready = look(address, count);

        if (ready != 0 || milliseconds == 0 || (until != 0 && clock_now() >= until))
            return ready;
        if (signal_waiting(current_thread))
            return -EINTR;
        wait_for_change(seen, until);
    }
}

int sys_poll(struct trapframe *tf)
{
    unsigned count = tf->a1;

    if (count > MAX_FILES)
        return -EINVAL;
    if (user_range(tf->a0, count * sizeof(struct pollfd), PTE_WRITE) < 0)
        return -EFAULT;
    return poll_files(tf->a0, count, tf->a2);
}
