/* top [-n TIMES] [-d SECONDS]: who has had how much of the CPU since the last look, most of it first; until q is typed. */
#include <poll.h>
#include <ringside.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/procinfo.h>
#include <sys/time.h>
#include <termios.h>
#include <unistd.h>

#define MOST 64

struct row {
    struct procinfo info;
    long long used; /* in all, in instructions */
    long long part; /* since the last look */
};

static const char *const states[] = {"", "running", "ready", "blocked", "stopped", "ended"};

static struct row now[MOST], before[MOST];
static int count, count_before;

static long long microseconds(struct timeval time)
{
    return time.tv_sec * 1000000ll + time.tv_usec;
}

static long long used_before(int pid)
{
    int i;

    for (i = 0; i < count_before; i++)
        if (before[i].info.pid == pid)
            return before[i].used;
    return 0;
}

static void look(void)
{
    int pid = 0;

    memcpy(before, now, sizeof now);
    count_before = count;
    for (count = 0; count < MOST && procinfo(pid, &now[count].info) > 0; count++) {
        struct row *row = &now[count];

        pid = row->info.pid;
        row->used = microseconds(row->info.used.ru_utime) + microseconds(row->info.used.ru_stime);
        row->part = row->used - used_before(pid);
    }
}

static int by_part(const void *a, const void *b)
{
    long long x = ((const struct row *)a)->part, y = ((const struct row *)b)->part;

    return (x < y) - (x > y);
}

static void print(long long elapsed)
{
    int i;

    if (isatty(1))
        printf("\033[H\033[J");
    printf("%d processes, %d pages free\n  pid   CPU  memory      time  state    name\n", count, freepages());
    for (i = 0; i < count; i++)
        printf("%5d %3lld %% %6ldK %9lld  %-8s %s\n", now[i].info.pid, elapsed > 0 ? now[i].part * 100 / elapsed : 0,
               now[i].info.used.ru_maxrss, now[i].used, states[now[i].info.state], now[i].info.name);
    fflush(stdout);
}

static long long clock_now(void)
{
    struct timeval time;

    gettimeofday(&time, NULL);
    return microseconds(time);
}

/* Waits so long; 1 if q has been typed, or nothing will be. */
static int wait_for_q(int milliseconds)
{
    struct pollfd input = {0, POLLIN, 0};
    char c;

    if (!isatty(0)) {
        usleep(milliseconds * 1000);
        return 0;
    }
    return poll(&input, 1, milliseconds) > 0 && (read(0, &c, 1) <= 0 || c == 'q');
}

int main(int argc, char *argv[])
{
    int times = -1, milliseconds = 1000, option;
    struct termios settings, raw;
    long long last = 0;

    while ((option = getopt(argc, argv, "n:d:")) != -1)
        if (option == 'n')
            times = atoi(optarg);
        else if (option == 'd')
            milliseconds = (int)(atof(optarg) * 1000);
        else
            return 2;
    if (tcgetattr(0, &settings) == 0) {
        raw = settings;
        raw.c_lflag &= ~(ICANON | ECHO);
        tcsetattr(0, TCSANOW, &raw);
    }
    for (;;) {
        long long time = clock_now();

        look();
        qsort(now, count, sizeof *now, by_part);
        print(time - last);
        last = time;
        if (times > 0 && --times == 0)
            break;
        if (wait_for_q(milliseconds))
            break;
    }
    if (isatty(0))
        tcsetattr(0, TCSANOW, &settings);
    return 0;
}
