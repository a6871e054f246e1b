/*
 * Processes and threads that do at random what they may: they make and end each other, lock, wait, signal, allocate, read and
 * write, and call the kernel with whatever numbers come. All of it must end, and leave nothing behind: `grind SEED ROUNDS`.
 */
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>
#include "check.h"

#define THREADS 3

int freepages(void);

static int rounds, deepest = 2;
static pthread_mutex_t mutexes[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static sem_t semaphore;
static int pipes[2], inside, depth;
static unsigned words[4];

static unsigned next(unsigned *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void handler(int signal)
{
    (void)signal;
}

/* --- what one thread does in a round --- */

static void lock(unsigned *state)
{
    pthread_mutex_t *mutex = &mutexes[next(state) % 2];

    pthread_mutex_lock(mutex);
    if (mutex == mutexes) {
        CHECK(++inside == 1);
        if (next(state) % 4 == 0)
            sched_yield();
        CHECK(--inside == 0);
    }
    pthread_mutex_unlock(mutex);
}

static void wait_a_while(unsigned *state)
{
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += next(state) % 3000 * 1000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_nsec -= 1000000000;
        until.tv_sec++;
    }
    pthread_mutex_lock(&mutexes[0]);
    pthread_cond_timedwait(&condition, &mutexes[0], &until);
    pthread_mutex_unlock(&mutexes[0]);
    sem_timedwait(&semaphore, &until);
}

static void wake(unsigned *state)
{
    if (next(state) % 2)
        pthread_cond_broadcast(&condition);
    else
        pthread_cond_signal(&condition);
    sem_post(&semaphore);
    kill(getpid(), SIGUSR1);
    pthread_kill(next(state) % 8, SIGUSR2);
}

static void share(unsigned *state)
{
    if (next(state) % 2) {
        pthread_rwlock_wrlock(&rwlock);
        words[3]++;
    } else
        pthread_rwlock_rdlock(&rwlock);
    pthread_rwlock_unlock(&rwlock);
}

static void allocate(unsigned *state)
{
    unsigned size = next(state) % 6000 + 1;
    char *bytes;

    bytes = malloc(size);
    if (bytes) {
        memset(bytes, 1, size);
        bytes = realloc(bytes, size / 2 + 1);
    }
    free(bytes);
}

static void use_files(unsigned *state)
{
    char name[20], bytes[100];
    int fd;

    sprintf(name, "/grind-%d", next(state) % 3);
    fd = open(name, O_RDWR | O_CREAT, 0644);
    write(fd, bytes, next(state) % sizeof bytes);
    if (next(state) % 2)
        unlink(name);
    read(fd, bytes, sizeof bytes);
    close(fd);
    write(pipes[1], bytes, next(state) % sizeof bytes);
    read(pipes[0], bytes, sizeof bytes);
}

static void *do_nothing(void *unused)
{
    sched_yield();
    return unused;
}

static void make_thread(unsigned *state)
{
    pthread_t thread;

    int error;

    error = pthread_create(&thread, NULL, do_nothing, NULL);
    if (error != 0)
        return;
    if (next(state) % 3 == 0)
        pthread_detach(thread);
    else
        CHECK(pthread_join(thread, NULL) == 0);
}

/* Numbers that are none: no call with them may do harm. Those that wait for ever, or end something, are left out. */
static void call_at_random(unsigned *state)
{
    static const short harmless[] = {6,  8,  10, 13, 14, 16, 17, 19, 20, 23, 24, 26, 29, 30, 40, 41,
                                     43, 44, 46, 48, 52, 53, 54, 55, 59, 62, 63, 64, 65, 67, 99};
    unsigned call[4];

    call[0] = harmless[next(state) % (sizeof harmless / sizeof *harmless)];
    call[1] = next(state) % 3 ? next(state) : next(state) % 9 + 40;
    call[2] = next(state);
    call[3] = next(state) % 5000;
    __asm__ volatile("lw t0, 0(%0)\n lw a0, 4(%0)\n lw a1, 8(%0)\n lw a2, 12(%0)\n mv a3, zero\n trap"
                     :
                     : "r"(call)
                     : "t0", "a0", "a1", "a2", "a3", "memory");
}

static void grind(unsigned seed);

/* A copy of the process that does the same, ends in one of several ways, or becomes another program. */
static void make_process(unsigned *state)
{
    unsigned how = next(state) % 4;
    int pid, status;

    if (depth == deepest)
        return;
    pid = fork();
    if (pid < 0)
        return;
    if (pid == 0) {
        depth++;
        rounds /= 4;
        if (how == 0)
            _exit(0);
        if (how == 1)
            execl("/bin/echo", "echo", "-n", (char *)0);
        signal(SIGUSR1, handler);
        grind(next(state));
        exit(0);
    }
    if (how == 3) {
        usleep(next(state) % 20000);
        kill(pid, SIGKILL);
    }
    while (waitpid(pid, &status, 0) < 0)
        CHECK(errno == EINTR);
    CHECK(status == 0 || (how == 3 && status == SIGKILL));
}

static void (*const acts[])(unsigned *) = {lock,      lock,        wait_a_while, wake,           share,
                                           allocate,  use_files,   make_thread,  call_at_random, call_at_random,
                                           call_at_random, make_process};

static void *turn(void *seed)
{
    unsigned state = *(unsigned *)seed | 1;
    int round;

    for (round = 0; round < rounds; round++)
        acts[next(&state) % (sizeof acts / sizeof *acts)](&state);
    return NULL;
}

/* --- the process --- */

static void reset(void)
{
    pthread_mutex_init(&mutexes[0], NULL);
    pthread_mutex_init(&mutexes[1], NULL);
    pthread_cond_init(&condition, NULL);
    pthread_rwlock_init(&rwlock, NULL);
    sem_init(&semaphore, 0, 0);
    inside = 0;
    CHECK(pipe(pipes) == 0);
    fcntl(pipes[0], F_SETFL, O_NONBLOCK);
    fcntl(pipes[1], F_SETFL, O_NONBLOCK);
}

static void grind(unsigned seed)
{
    pthread_t threads[THREADS];
    unsigned seeds[THREADS + 1];
    int i, made[THREADS];

    close(pipes[0]);
    close(pipes[1]);
    reset();
    for (i = 0; i < THREADS; i++) {
        seeds[i] = seed + 7919 * i;
        made[i] = pthread_create(&threads[i], NULL, turn, &seeds[i]) == 0;
    }
    seeds[THREADS] = ~seed;
    turn(&seeds[THREADS]);
    for (i = 0; i < THREADS; i++)
        if (made[i])
            CHECK(pthread_join(threads[i], NULL) == 0);
}

int main(int argc, char *argv[])
{
    unsigned seed = argc > 1 ? atoi(argv[1]) : 1;
    int pages = freepages(), pid;

    rounds = argc > 2 ? atoi(argv[2]) : 20;
    signal(SIGUSR1, handler);
    signal(SIGUSR2, handler);
    if ((pid = fork()) == 0) {
        grind(seed * 2654435761u);
        exit(0);
    }
    CHECK(status_of(pid) == 0);
    CHECK(freepages() == pages);
    printf("ok\n");
    return 0;
}
