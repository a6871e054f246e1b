/*
 * Processes and threads that make system calls at random, with arguments at random: `storm SEED CALLS`. They may do what they
 * like to themselves. Nothing may come of it but errors: the kernel goes on, all pages come back, and none of them ever sees
 * what another process has in its memory.
 */
#include <fcntl.h>
#include <pthread.h>
#include <ringside.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include "check.h"

#define PAGE 4096
#define PROCESSES 4
#define THREADS 3
#define CALLS_EACH 1500 /* of a process, before another one takes its place */

/* Pages of the processes that make calls, and what no page of theirs may hold. It stands nowhere as it is but in the keeper. */
static unsigned buffer[4 * PAGE / sizeof(unsigned)];
static const unsigned mask = 0x6b43a9b5;
#define SECRET_MASKED 0x1f8f0c2au

static unsigned *calls; /* made so far by all, in memory that they share */

static const char *const paths[] = {"/storm",  "/storm/a", "/storm/b", "/storm/a/c", "storm", "../storm/b",
                                    "/bin/ls", "/dev/zero", "/dev/console", "",      "/",     "."};

static unsigned next(unsigned *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* --- one call --- */

static unsigned random_address(unsigned *state)
{
    static const unsigned places[] = {0,          4,          0x1000,     0x80000000, 0x80010000, 0xff81fff0,
                                      0xfffffffc, 0x7fffff00, 0x7f7ff000, 0x77ffe000, 0x68000000, 0x70000000};
    unsigned at = next(state) % (sizeof buffer - 64);

    switch (next(state) % 8) {
    case 0: return places[next(state) % (sizeof places / sizeof *places)] + next(state) % 16;
    case 1: return next(state);
    case 2: return (unsigned)paths[next(state) % (sizeof paths / sizeof *paths)];
    case 3: return (unsigned)buffer + at;
    default: return (unsigned)buffer + (at & ~3u);
    }
}

static unsigned random_argument(unsigned *state)
{
    switch (next(state) % 8) {
    case 0: return next(state);
    case 1: return next(state) % 100 * PAGE;
    case 2: return -(next(state) % 5);
    case 3:
    case 4: return next(state) % 24;
    default: return random_address(state);
    }
}

/* These end what makes them, most of the time. */
static int is_rare(unsigned number)
{
    return number == SYS_exit || number == SYS_exec || number == SYS_sigreturn || number == SYS_thread_create ||
           number == SYS_thread_exit;
}

static void random_call(unsigned *state)
{
    unsigned call[7], i;

    do
        call[0] = next(state) % 84;
    while (is_rare(call[0]) && next(state) % 16 != 0);
    for (i = 1; i < 7; i++)
        call[i] = random_argument(state);
    if (call[0] == SYS_kill)
        call[1] = getpid(); /* others are not to be hurt */
    if (call[0] == SYS_sleep)
        call[1] %= 3000;
    if (call[0] == SYS_setlength)
        call[1] %= 100000; /* who says to need as good as all that is left, and then loops, is run before all others by right */
    __sync_fetch_and_add(calls, 1);
    __asm__ volatile("lw t0, 0(%0)\n lw a0, 4(%0)\n lw a1, 8(%0)\n lw a2, 12(%0)\n lw a3, 16(%0)\n lw a4, 20(%0)\n"
                     "lw a5, 24(%0)\n trap"
                     :
                     : "r"(call)
                     : "t0", "a0", "a1", "a2", "a3", "a4", "a5", "memory");
}

/* --- what must not be seen --- */

static void check_words(const unsigned *from, const unsigned *to)
{
    for (; from < to; from++)
        if ((*from ^ mask) == SECRET_MASKED) {
            calls[1]++;
            _exit(99);
        }
}

/* The heap begins behind the last variable, at the next page. */
static void check_memory(void)
{
    unsigned *end = sbrk(0), *fresh = sbrk(4 * PAGE);
    unsigned *mapped = mmap(0, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    check_words(buffer, buffer + sizeof buffer / sizeof *buffer);
    if (fresh != (void *)-1)
        check_words((unsigned *)(((unsigned)end + 3) & ~3u), fresh + PAGE);
    if (mapped != MAP_FAILED)
        check_words(mapped, mapped + 2 * PAGE / sizeof *mapped);
}

/* Has the secret in its memory, and moves it through the kernel, and through pages that others get afterwards. */
static void keep_secret(void)
{
    static unsigned secret[2 * PAGE / sizeof(unsigned)];
    int ends[2], fd, i;

    for (i = 0; i < sizeof secret / sizeof *secret; i++)
        secret[i] = SECRET_MASKED ^ mask;
    for (;;) {
        CHECK(pipe(ends) == 0);
        write(ends[1], secret, 2000);
        close(ends[0]), close(ends[1]);
        fd = open("/secret", O_RDWR | O_CREAT, 0600);
        unlink("/secret");
        write(fd, secret, sizeof secret);
        close(fd);
        if (fork() == 0) {
            memcpy(sbrk(sizeof secret), secret, sizeof secret);
            _exit(0);
        }
        wait(0);
        usleep(10000);
    }
}

/* --- the processes --- */

static void nothing(int signal)
{
    (void)signal;
}

static void *storm(void *seed)
{
    unsigned state = (unsigned)seed | 1;
    int i;

    for (i = 0; i < CALLS_EACH / (THREADS + 1); i++) {
        random_call(&state);
        if (i % 64 == 0)
            check_memory();
    }
    return 0;
}

/* What waits for ever is woken now and then. Nothing of it is printed. */
static void be_stormy(unsigned seed)
{
    struct sigaction action = {.sa_handler = nothing};
    pthread_t threads[THREADS];
    int fd, i;

    for (fd = 0; fd < 16; fd++)
        close(fd);
    open("/dev/null", O_RDWR);
    dup(0), dup(0);
    pipe((int *)buffer);
    mkdir("/storm", 0755);
    sigaction(SIGALRM, &action, 0);
    ualarm(100000, 100000);
    for (i = 0; i < THREADS; i++)
        pthread_create(&threads[i], 0, storm, (void *)(seed * (i + 2)));
    storm((void *)seed);
    _exit(0);
}

static int start(unsigned seed)
{
    int pid = fork();

    if (pid == 0) {
        setpgid(0, 0);
        be_stormy(seed);
    }
    return pid;
}

static void start_keeper(void)
{
    if (fork() == 0)
        keep_secret();
}

/* Ends whoever is there, but for this process and those before it, of whom it knows no more than their numbers. Who has
   been killed may have forked meanwhile: until nobody is left. */
static void end_all(int *last)
{
    int made, pid, left;

    do {
        left = 0;
        made = fork();
        if (made == 0)
            _exit(0);
        *last = made > 0 ? made : *last + 10000; /* there is no room for one more: they may be all the way behind */
        for (pid = getpid() + 1; pid < *last; pid++)
            left += kill(pid, SIGKILL) == 0;
        while (wait(0) > 0)
            ;
        usleep(5000); /* init waits for those whose parent has ended */
    } while (left > 0);
}

/* Starts one after another until so many calls have been made. Where nothing goes on, all begin anew. */
static void supervise(unsigned seed, unsigned wanted)
{
    unsigned before = 0, quiet = 0, running = 0;
    int last = 0;

    start_keeper();
    while (calls[0] < wanted) {
        while (running < PROCESSES && start(next(&seed)) > 0)
            running++;
        while (waitpid(-1, 0, WNOHANG) > 0)
            running--;
        usleep(5000);
        quiet = calls[0] == before ? quiet + 1 : 0;
        before = calls[0];
        if (quiet < 100)
            continue;
        end_all(&last);
        start_keeper();
        quiet = running = 0;
    }
    end_all(&last);
}

static void remove_files(void)
{
    unlink("/storm/a/c"), rmdir("/storm/a/c"), unlink("/storm/a"), rmdir("/storm/a");
    unlink("/storm/b"), rmdir("/storm/b"), rmdir("/storm"), unlink("/storm");
}

int main(int argc, char *argv[])
{
    unsigned seed = argc > 1 ? atoi(argv[1]) : 1, wanted = argc > 2 ? atoi(argv[2]) : 5000, pages, tries;

    calls = mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(calls != MAP_FAILED);
    pages = freepages();
    supervise(seed * 2654435761u | 1, wanted);
    remove_files();
    for (tries = 0; freepages() != pages && tries < 100; tries++)
        usleep(100000); /* init waits for the rest */
    CHECK(calls[1] == 0);
    CHECK(freepages() == pages);
    printf("%u calls\nok\n", calls[0]);
    return 0;
}
