/*
 * Time: the machine's clock, which counts instructions; the time slices; the threads that wait until a time, and the
 * processes that want a signal then. These stand in one list, the earliest first: how many wait costs whoever begins to
 * wait, and not every time slice.
 *
 * While programs run, the timer interrupts after every time slice, or never in cooperative mode. While nothing runs,
 * nobody needs a time slice: the timer is set for the earliest of those times instead, or off.
 */
#include <errno.h>
#include <signal.h>
#include "cpu.h"
#include "defs.h"
#include "proc.h"

/* Instructions between two timer interrupts; 0: cooperative, a process keeps the CPU until it gives it up. */
static unsigned time_slice;

/* A shorter time slice would be over before the kernel has done the work of the timer interrupt. */
#define SHORTEST_TIME_SLICE 500

/* Alarms that came faster would leave no time for anything else. */
#define SHORTEST_ALARM_INTERVAL 10000

/* What anybody waits for, by its time. */
static struct deadline *earliest;

/* The one of them that came last: where many want the same again and again, the next comes right behind it. */
static struct deadline *recent;

/* What a sleeping thread waits for. */
static char clock;

/* Interrupts every so many instructions from now on; 0: not at all. */
static void set_timer(unsigned interval)
{
    static unsigned before;

    if (interval == 0 && before == 0)
        return;
    OUT(TIMER_INTERVAL, interval);
    before = interval;
}

void clock_init(void)
{
    IN(time_slice, BOARD_TIMER);
    if (time_slice != 0 && time_slice < SHORTEST_TIME_SLICE)
        time_slice = SHORTEST_TIME_SLICE;
    set_timer(time_slice);
}

/* Instructions since the machine was started. The counter has two halves: the high one must not change in between. */
unsigned long long clock_now(void)
{
    unsigned high, low, again;

    do {
        __asm__ volatile("rdcounth %0" : "=r"(high));
        __asm__ volatile("rdcount %0" : "=r"(low));
        __asm__ volatile("rdcounth %0" : "=r"(again));
    } while (high != again);
    return (unsigned long long)high << 32 | low;
}

/* Puts it in its place among the others. */
void clock_expect(struct deadline *deadline, unsigned long long time)
{
    struct deadline **at = recent && recent->time <= time ? &recent->next : &earliest;

    while (*at && (*at)->time <= time)
        at = &(*at)->next;
    deadline->time = time;
    deadline->next = *at;
    *at = recent = deadline;
}

/* It is in the list no more. */
static void taken(struct deadline *deadline)
{
    if (deadline == recent)
        recent = 0;
    deadline->time = 0;
}

/* Takes it out again, if it is still to come. */
void clock_forget(struct deadline *deadline)
{
    struct deadline **at = &earliest;

    if (deadline->time == 0)
        return;
    while (*at != deadline)
        at = &(*at)->next;
    *at = deadline->next;
    taken(deadline);
}

/* Blocks the current thread for so long. A microsecond is CLOCK_HZ / 1000000 = one instruction. */
int clock_sleep(unsigned microseconds)
{
    unsigned long long end = clock_now() + microseconds;

    while (clock_now() < end) {
        if (signal_waiting(current_thread))
            return -EINTR;
        block_until(&clock, "clock", end);
    }
    return 0;
}

/* Has SIGALRM sent to the current process after so long, or never (0). Returns what was left until the last one. */
unsigned clock_alarm(unsigned microseconds, unsigned interval)
{
    unsigned long long now = clock_now();
    unsigned left = current->alarm.time > now ? current->alarm.time - now : 0;

    clock_forget(&current->alarm);
    if (interval != 0 && interval < SHORTEST_ALARM_INTERVAL)
        interval = SHORTEST_ALARM_INTERVAL;
    current->alarm_interval = interval;
    current->alarm.proc = current;
    if (microseconds)
        clock_expect(&current->alarm, now + microseconds);
    return left;
}

/* Its time has come: a thread waits no more, or a process gets its signal, and perhaps again after a while. */
static void reach(struct deadline *deadline, unsigned long long now)
{
    struct thread *t = deadline->thread;
    struct proc *p = deadline->proc;

    if (t && t->state == BLOCKED)
        unblock(t);
    if (p) {
        signal_send(p, SIGALRM);
        if (p->alarm_interval)
            clock_expect(deadline, now + p->alarm_interval);
    }
}

/* Has happen what is due. */
void clock_check(unsigned long long now)
{
    while (earliest && earliest->time <= now) {
        struct deadline *deadline = earliest;

        earliest = deadline->next;
        taken(deadline);
        reach(deadline, now);
    }
}

/* How long until then, as the timer wants it; 0 if nobody waits for a time. */
static unsigned time_to_wait(void)
{
    unsigned long long now = clock_now();

    if (!earliest)
        return 0;
    if (earliest->time <= now)
        return 1;
    return earliest->time - now < 0xffffffffu ? earliest->time - now : 0xffffffffu;
}

/* Nothing runs before the next interrupt: sets the timer for the earliest time. */
void clock_idle(void)
{
    set_timer(time_to_wait());
}

/* Programs are to run again: back to time slices. */
void clock_busy(void)
{
    set_timer(time_slice);
}
