/*
 * Time: the machine's clock, which counts instructions; the time slices; the processes that sleep until a time.
 *
 * While programs run, the timer interrupts after every time slice, or never in cooperative mode. While nothing runs,
 * nobody needs a time slice: the timer is set for the earliest sleeper instead, or off.
 */
#include "cpu.h"
#include "defs.h"
#include "proc.h"

/* Instructions between two timer interrupts; 0: cooperative, a process keeps the CPU until it gives it up. */
static unsigned time_slice;

/* A shorter time slice would be over before the kernel has done the work of the timer interrupt. */
#define SHORTEST_TIME_SLICE 500

#define NEVER (~0ull)

/* When the earliest sleeper wants to wake. */
static unsigned long long alarm = NEVER;

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

/* Blocks the current process for so long. A microsecond is CLOCK_HZ / 1000000 = one instruction. */
void clock_sleep(unsigned microseconds)
{
    current->wake_time = clock_now() + microseconds;
    while (clock_now() < current->wake_time && !current->killed) {
        if (current->wake_time < alarm)
            alarm = current->wake_time;
        block(&alarm, "clock");
    }
}

/* Makes those ready whose time has come, and finds the earliest of the others. */
void clock_wake_sleepers(void)
{
    struct proc *p;
    unsigned long long now;

    if (alarm == NEVER)
        return;
    now = clock_now();
    if (now < alarm)
        return;
    alarm = NEVER;
    for (p = proc; p < &proc[NPROC]; p++) {
        if (p->state != BLOCKED || p->channel != &alarm)
            continue;
        if (p->wake_time <= now)
            make_ready(p);
        else if (p->wake_time < alarm)
            alarm = p->wake_time;
    }
}

/* How long to wait for the earliest sleeper, as the timer wants it; 0 if nobody sleeps. */
static unsigned time_to_alarm(void)
{
    unsigned long long now = clock_now();

    if (alarm == NEVER)
        return 0;
    if (alarm <= now)
        return 1;
    return alarm - now < 0xffffffffu ? alarm - now : 0xffffffffu;
}

/* Nothing runs before the next interrupt: sets the timer for the earliest sleeper. */
void clock_idle(void)
{
    set_timer(time_to_alarm());
}

/* Programs are to run again: back to time slices. */
void clock_busy(void)
{
    set_timer(time_slice);
}
