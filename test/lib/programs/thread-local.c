/* Variables of a thread's own, and atomic ones that all threads change. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#define THREADS 4
#define ROUNDS 300

struct text {
    char bytes[20];
    int length;
};

_Thread_local int number = 7;
static _Thread_local struct text text = {"start", 5};
extern _Thread_local long long wide;
static __thread int zero[4];
_Thread_local int *inside;

static atomic_int words;
static _Atomic unsigned char bytes[4];
static _Atomic short halves[2];
static _Atomic long long wides;
static _Atomic double real;
static atomic_flag lock = ATOMIC_FLAG_INIT;
static int guarded;
static int sums[THREADS];

static int *calls(void)
{
    static _Thread_local int count = 100;

    count++;
    return &count;
}

static void change(void)
{
    int i;

    for (i = 0; i < ROUNDS; i++) {
        words++;
        bytes[1] += 1;
        halves[1] ^= 1;
        halves[0] -= 2;
        wides += 1ll << 32;
        real += 0.5;
        while (atomic_flag_test_and_set(&lock))
            ;
        guarded++;
        atomic_flag_clear(&lock);
    }
}

static void *work(void *argument)
{
    int me = (int)(long)argument;

    sums[me] += number == 7 && strcmp(text.bytes, "start") == 0 && wide == -1 && zero[me] == 0;
    number += me;
    text.length += me;
    text.bytes[0] = 'A' + me;
    wide = me;
    zero[me] = me * me;
    inside = &zero[me];
    change();
    sums[me] += *calls() + *calls();
    sums[me] += 1000 * number + 10000 * text.length + (int)wide * 100000 + *inside * 1000000 + (text.bytes[0] - 'A');
    return &number;
}

_Thread_local long long wide = -1;

int main(void)
{
    pthread_t threads[THREADS];
    int i;

    number = 50;
    text.length = 1;
    *calls() += 5;
    for (i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, work, (void *)(long)i);
    for (i = 0; i < THREADS; i++) {
        void *theirs;

        pthread_join(threads[i], &theirs);
        printf("%d %d\n", sums[i], theirs == (void *)&number);
    }
    printf("%d %s %d %lld %d %d\n", number, text.bytes, text.length, wide, zero[3], *calls());
    printf("%d %d %d %d %lld %g %d\n", words, bytes[1], halves[0], halves[1], wides >> 32, real, guarded);
    printf("%d %d %d\n", bytes[0], bytes[2], bytes[3]);
    return 0;
}
