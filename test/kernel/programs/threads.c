/* Threads as POSIX has them: what they share, how they wait for each other, and how they and their process end. */
#include <pthread.h>
#ifdef __linux__ /* as OSTEP's programs ask */
#include <semaphore.h>
#endif
#include <signal.h>
#include <time.h>
#include "check.h"

#define MANY 4

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_barrier_t barrier;
static pthread_key_t key;
static sem_t semaphore;
static int times, destroyed, ready, serial, shared, cleaned;

static void only_once(void)
{
    times++;
}

static void destroy(void *value)
{
    __sync_fetch_and_add(&destroyed, (int)value);
}

static void clean(void *count)
{
    __sync_fetch_and_add((int *)count, 1);
}

/* --- working together --- */

static void use_rwlock_and_heap(int number)
{
    int i;

    for (i = 0; i < 100; i++) {
        char *bytes = malloc(10 + i % 50 * 8);

        memset(bytes, number, 10);
        pthread_rwlock_wrlock(&rwlock);
        shared++;
        pthread_rwlock_unlock(&rwlock);
        pthread_rwlock_rdlock(&rwlock);
        CHECK(shared > 0);
        pthread_rwlock_unlock(&rwlock);
        CHECK(bytes[9] == number);
        free(bytes);
    }
}

static void *work(void *argument)
{
    int number = (int)argument;

    pthread_once(&once, only_once);
    CHECK(pthread_setspecific(key, argument) == 0 && pthread_getspecific(key) == argument);
    if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD)
        __sync_fetch_and_add(&serial, 1);
    use_rwlock_and_heap(number);
    CHECK_ERROR(EBADF, close(40 + number));
    pthread_mutex_lock(&mutex);
    ready++;
    pthread_cond_signal(&condition);
    pthread_mutex_unlock(&mutex);
    CHECK(errno == EBADF);
    sem_post(&semaphore);
    pthread_cleanup_push(clean, &cleaned);
    if (number == 3)
        pthread_exit((void *)33);
    pthread_cleanup_pop(1);
    return (void *)(10 * number);
}

static void together(void)
{
    pthread_t threads[MANY];
    void *result;
    int i;

    CHECK(pthread_key_create(&key, destroy) == 0);
    CHECK(pthread_barrier_init(&barrier, NULL, MANY) == 0);
    CHECK(sem_init(&semaphore, 0, 0) == 0);
    errno = 77;
    for (i = 0; i < MANY; i++)
        CHECK(pthread_create(&threads[i], NULL, work, (void *)i) == 0);
    pthread_mutex_lock(&mutex);
    while (ready < MANY)
        pthread_cond_wait(&condition, &mutex);
    pthread_mutex_unlock(&mutex);
    for (i = 0; i < MANY; i++)
        CHECK(sem_wait(&semaphore) == 0);
    for (i = 0; i < MANY; i++) {
        CHECK(pthread_join(threads[i], &result) == 0);
        CHECK((int)result == (i == 3 ? 33 : 10 * i));
    }
    CHECK(errno == 77);
    CHECK_ERROR(EAGAIN, sem_trywait(&semaphore));
    CHECK(times == 1 && serial == 1 && shared == 100 * MANY && destroyed == 1 + 2 + 3 && cleaned == MANY);
}

/* --- each call --- */

static struct timespec in_a_while(void)
{
    struct timespec time;

    clock_gettime(CLOCK_REALTIME, &time);
    time.tv_nsec += 3000000;
    if (time.tv_nsec >= 1000000000) {
        time.tv_nsec -= 1000000000;
        time.tv_sec++;
    }
    return time;
}

static void *lock_and_give_up(void *argument)
{
    struct timespec until = in_a_while();

    (void)argument;
    CHECK(pthread_mutex_trylock(&mutex) == EBUSY);
    CHECK(pthread_mutex_timedlock(&mutex, &until) == ETIMEDOUT);
    CHECK(pthread_rwlock_tryrdlock(&rwlock) == EBUSY && pthread_rwlock_trywrlock(&rwlock) == EBUSY);
    return NULL;
}

static void times_out(void)
{
    struct timespec until = in_a_while();
    pthread_t thread;

    pthread_mutex_lock(&mutex);
    CHECK(pthread_cond_timedwait(&condition, &mutex, &until) == ETIMEDOUT);
    CHECK(sem_timedwait(&semaphore, &until) == -1 && errno == ETIMEDOUT);
    pthread_rwlock_wrlock(&rwlock);
    CHECK(pthread_create(&thread, NULL, lock_and_give_up, NULL) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
    pthread_rwlock_unlock(&rwlock);
    pthread_mutex_unlock(&mutex);
}

static void kinds_of_mutexes(void)
{
    pthread_mutexattr_t kind;
    pthread_mutex_t other;
    int i;

    CHECK(pthread_mutexattr_init(&kind) == 0 && pthread_mutexattr_settype(&kind, 9) == EINVAL);
    CHECK(pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE) == 0);
    CHECK(pthread_mutex_init(&other, &kind) == 0);
    CHECK(pthread_mutex_lock(&other) == 0 && pthread_mutex_lock(&other) == 0);
    CHECK(pthread_mutex_trylock(&other) == 0 && pthread_mutex_destroy(&other) == EBUSY);
    for (i = 0; i < 3; i++)
        CHECK(pthread_mutex_unlock(&other) == 0);
    CHECK(pthread_mutex_unlock(&other) == EPERM && pthread_mutex_destroy(&other) == 0);
    CHECK(pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_ERRORCHECK) == 0);
    CHECK(pthread_mutex_init(&other, &kind) == 0 && pthread_mutex_lock(&other) == 0);
    CHECK(pthread_mutex_lock(&other) == EDEADLK && pthread_mutex_unlock(&other) == 0);
}

static pthread_t first;

static void *join(void *thread)
{
    return (void *)pthread_join(*(pthread_t *)thread, NULL);
}

static void joins(void)
{
    static char stack[8192];
    pthread_attr_t attributes;
    pthread_t thread;
    void *result;

    first = pthread_self();
    CHECK(pthread_join(first, NULL) == EDEADLK && pthread_join(999, NULL) == ESRCH);
    CHECK(pthread_attr_init(&attributes) == 0 && pthread_attr_setstacksize(&attributes, 1) == EINVAL);
    CHECK(pthread_attr_setstack(&attributes, stack, sizeof stack) == 0);
    CHECK(pthread_create(&thread, &attributes, join, &first) == 0);
    while (pthread_kill(thread, 0) == 0 && pthread_join(thread, &result) != EDEADLK)
        sched_yield();
    CHECK(pthread_attr_init(&attributes) == 0 && pthread_attr_setstacksize(&attributes, 2000000) == 0);
    CHECK(pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED) == 0);
    ready = 0;
    pthread_barrier_init(&barrier, NULL, 2);
    CHECK(pthread_create(&thread, &attributes, work, (void *)0) == 0);
    CHECK(pthread_join(thread, NULL) == EINVAL && pthread_detach(thread) == EINVAL);
    pthread_barrier_wait(&barrier);
    while (ready == 0)
        sched_yield();
}

/* --- signals --- */

static volatile pthread_t handled_by;

static void handler(int signal)
{
    (void)signal;
    handled_by = pthread_self();
}

static void *wait_for_handler(void *unused)
{
    while (handled_by == 0)
        sched_yield();
    return unused;
}

/* A signal to the process is taken by a thread that does not block it; one to a thread by that. */
static void signals(void)
{
    sigset_t set;
    pthread_t thread;
    int round;

    signal(SIGUSR1, handler);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    for (round = 0; round < 2; round++) {
        handled_by = 0;
        CHECK(pthread_create(&thread, NULL, wait_for_handler, NULL) == 0);
        CHECK(pthread_sigmask(SIG_BLOCK, &set, NULL) == 0);
        CHECK((round == 0 ? kill(getpid(), SIGUSR1) : pthread_kill(thread, SIGUSR1)) == 0);
        CHECK(pthread_join(thread, NULL) == 0 && handled_by == thread);
        CHECK(pthread_sigmask(SIG_UNBLOCK, &set, NULL) == 0);
    }
    CHECK(raise(SIGUSR1) == 0 && handled_by == pthread_self());
}

/* --- the process --- */

static void *yield_for_ever(void *unused)
{
    for (;;)
        sched_yield();
    return unused;
}

static void *wait_for_ever(void *unused)
{
    char c;
    int ends[2];

    CHECK(pipe(ends) == 0);
    read(ends[0], &c, 1);
    return unused;
}

static void *call_exit(void *unused)
{
    usleep(3000);
    exit(5);
    return unused;
}

static void *call_exec(void *unused)
{
    usleep(3000);
    execl("/bin/echo", "echo", "from", "a", "thread", (char *)0);
    return unused;
}

static void *overflow(void *deeper)
{
    volatile char large[3000];

    large[0] = 1;
    return (char *)overflow(deeper) + large[0];
}

static void *do_nothing(void *unused)
{
    usleep(3000);
    return unused;
}

/* The wait status of a process with two threads that never end, a third with this function, and its first, which waits or ends. */
static int ends(void *(*function)(void *), int first_ends)
{
    pthread_t threads[3];
    int pid;

    fflush(stdout);
    pid = fork();
    if (pid > 0) {
        if (function == yield_for_ever) {
            usleep(20000);
            kill(pid, SIGKILL);
        }
        return status_of(pid);
    }
    if (function != do_nothing) {
        pthread_create(&threads[0], NULL, yield_for_ever, NULL);
        pthread_create(&threads[1], NULL, wait_for_ever, NULL);
    }
    pthread_create(&threads[2], NULL, function, NULL);
    if (first_ends) {
        printf("written by the last\n");
        pthread_exit(NULL);
    }
    for (;;)
        pause();
}

/* The child of a thread has that one alone, and can make others. */
static void *fork_and_make_thread(void *unused)
{
    int pid = fork();
    pthread_t thread;
    void *result;

    if (pid > 0)
        return (void *)status_of(pid);
    CHECK(pthread_create(&thread, NULL, work, (void *)2) == 0);
    pthread_barrier_wait(&barrier);
    CHECK(pthread_join(thread, &result) == 0);
    exit((int)result);
    return unused;
}

static void process(void)
{
    pthread_t thread;
    void *result;

    CHECK(ends(call_exit, 0) == 5 << 8 && ends(call_exit, 1) == 5 << 8);
    CHECK(ends(call_exec, 0) == 0 && ends(call_exec, 1) == 0);
    CHECK(ends(yield_for_ever, 0) == SIGKILL && ends(yield_for_ever, 1) == SIGKILL);
    CHECK(ends(overflow, 0) == (SIGSEGV | 0x80));
    CHECK(ends(do_nothing, 1) == 0);
    pthread_barrier_init(&barrier, NULL, 2);
    CHECK(pthread_create(&thread, NULL, fork_and_make_thread, NULL) == 0);
    CHECK(pthread_join(thread, &result) == 0 && (int)result == 20 << 8);
}

/* As many as there can be at once; all of them end. */
static void very_many(void)
{
    static pthread_t threads[200];
    int count = 0, error;

    while ((error = pthread_create(&threads[count], NULL, do_nothing, NULL)) == 0)
        count++;
    CHECK(error == EAGAIN && count > 100 && count < 200);
    while (count > 0)
        CHECK(pthread_join(threads[--count], NULL) == 0);
}

int freepages(void);

int main(void)
{
    int pages, pid;

    if (fork() == 0) /* which uses pages of the library for the first time */
        exit(0);
    wait(0);
    pages = freepages();
    if ((pid = fork()) == 0) {
        together();
        times_out();
        kinds_of_mutexes();
        signals();
        very_many();
        process();
        joins(); /* leaves a thread that waits for this one */
        exit(0);
    }
    CHECK(status_of(pid) == 0);
    CHECK(freepages() == pages);
    printf("ok\n");
    return 0;
}
