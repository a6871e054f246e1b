/*
 * Time: the machine's clock, which counts instructions; the time slices; the threads that wait until a time, and the
 * processes that want a signal then.
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

/* To look at all of them takes a while: alarms that came faster would leave no time for anything else. */
#define SHORTEST_ALARM_INTERVAL 10000

#define NEVER (~0ull)

/* The earliest time that anybody waits for. */
static unsigned long long next_time = NEVER;

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

/* Something is to happen then. */
void clock_expect(unsigned long long time)
{
    if (time < next_time)
        next_time = time;
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
    unsigned left = current->alarm_time > now ? current->alarm_time - now : 0;

    current->alarm_time = microseconds ? now + microseconds : 0;
    if (interval != 0 && interval < SHORTEST_ALARM_INTERVAL)
        interval = SHORTEST_ALARM_INTERVAL;
    current->alarm_interval = interval;
    if (microseconds)
        clock_expect(current->alarm_time);
    return left;
}

/* Wakes a thread whose time has come, and notes the time of one that still waits. */
static void check_thread(struct thread *t, unsigned long long now)
{
    if (t->state != BLOCKED || t->wake_time == 0)
        return;
    if (t->wake_time <= now)
        unblock(t);
    else
        clock_expect(t->wake_time);
}

/* The same for the alarm of a process. */
static void check_alarm(struct proc *p, unsigned long long now)
{
    if (p->alarm_time != 0 && p->alarm_time <= now) {
        signal_send(p, SIGALRM);
        p->alarm_time = p->alarm_interval ? now + p->alarm_interval : 0;
    }
    if (p->alarm_time != 0)
        clock_expect(p->alarm_time);
}

/* Wakes those whose time has come, and finds the earliest time of the others. */
void clock_check(unsigned long long now)
{
    struct thread *t;
    struct proc *p;

    if (now < next_time)
        return;
    next_time = NEVER;
    for (t = threads; t < &threads[NTHREAD]; t++)
        check_thread(t, now);
    for (p = proc; p < &proc[NPROC]; p++)
        check_alarm(p, now);
}

/* How long until then, as the timer wants it; 0 if nobody waits for a time. */
static unsigned time_to_wait(void)
{
    unsigned long long now = clock_now();

    if (next_time == NEVER)
        return 0;
    if (next_time <= now)
        return 1;
    return next_time - now < 0xffffffffu ? next_time - now : 0xffffffffu;
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
