/* Atomic objects, and GNU's functions on them, of every size. */
#include "test.h"
#include <stdatomic.h>

#define SHOW(value) show(__LINE__, (value))

static void show(int line, long long value)
{
    print_number(line);
    putchar(32);
    print_number(value);
    putchar(10);
}

struct pair { int a; long long b; char c; };

atomic_int counter = 5;
_Atomic unsigned char bytes[6] = {250, 1, 2, 3, 4, 5};
_Atomic short shorts[4];
_Atomic(long long) big = 1ll << 40;
_Atomic double real = 0.5;
_Atomic float single = 1.5f;
_Atomic(int *) place;
int numbers[10];
atomic_flag flag = ATOMIC_FLAG_INIT;
static _Atomic struct pair whole;

static int calls;
static _Atomic unsigned char *next(void)
{
    return &bytes[calls++];
}

static int once(int value)
{
    calls++;
    return value;
}

static void operators(void)
{
    int i;

    SHOW(counter++);
    SHOW(++counter);
    SHOW(counter--);
    SHOW(--counter);
    SHOW(counter += 7);
    SHOW(counter -= once(3));
    SHOW(counter *= 3);
    SHOW(counter /= 2);
    SHOW(counter %= 8);
    SHOW(counter <<= 3);
    SHOW(counter >>= 1);
    SHOW(counter |= 64);
    SHOW(counter &= ~2);
    SHOW(counter ^= 5);
    SHOW(counter = 12);
    SHOW((counter += 1.75) == 13);
    SHOW(counter + counter);
    calls = 0;
    SHOW(*next() += 10);
    SHOW((*next())++);
    SHOW(--*next());
    SHOW(*next() = 300);
    SHOW(calls);
    for (i = 0; i < 6; i++)
        SHOW(bytes[i]);
    for (i = 0; i < 4; i++) {
        shorts[i] = -i;
        shorts[i] *= 1000;
        shorts[i]--;
    }
    for (i = 0; i < 4; i++)
        SHOW(shorts[i]);
    SHOW((int)((big += 3) >> 8));
    SHOW((int)(big++ >> 40) + (int)big);
    SHOW((int)(big <<= 2));
    SHOW((int)((big = 77) + big));
    SHOW((int)((real += 1.25) * 100));
    SHOW((int)((real *= 4) * 100));
    SHOW((int)(real++ * 100));
    SHOW((int)(real * 100));
    SHOW((int)(--single * 100));
    SHOW((int)((single /= 4) * 1000));
    place = numbers + 2;
    SHOW(place++ - numbers);
    SHOW((place += 3) - numbers);
    SHOW((place -= 2) - numbers);
    SHOW(--place - numbers);
}

static void functions(void)
{
    int expected = 12, plain;
    long long old;
    double was = 1;
    struct pair one = {1, 2, 3}, two;
    _Atomic(int *) here = numbers + 4;
    _Atomic _Bool truth = 0;

    atomic_init(&counter, 12);
    SHOW(atomic_load(&counter));
    SHOW(atomic_compare_exchange_strong(&counter, &expected, 40));
    SHOW(counter);
    SHOW(atomic_compare_exchange_strong(&counter, &expected, 41));
    SHOW(expected);
    SHOW(atomic_exchange(&counter, once(9)));
    SHOW(atomic_fetch_add(&counter, 3));
    SHOW(atomic_fetch_sub_explicit(&counter, 1, memory_order_relaxed));
    SHOW(atomic_fetch_or(&counter, 0x30));
    SHOW(atomic_fetch_and(&counter, 0x1c));
    SHOW(atomic_fetch_xor(&counter, 0x0f));
    SHOW(counter);
    SHOW(atomic_exchange(&bytes[1], 200));
    SHOW(atomic_fetch_add(&bytes[1], 100));
    SHOW(bytes[0] * 65536 + bytes[1] * 256 + bytes[2]);
    atomic_store(&big, 1ll << 50);
    old = 7;
    SHOW(atomic_compare_exchange_weak(&big, &old, 8));
    SHOW((int)(old >> 45));
    SHOW(atomic_compare_exchange_strong(&big, &old, 8));
    SHOW((int)atomic_fetch_add(&big, 5));
    SHOW((int)atomic_exchange(&big, 6));
    SHOW((int)atomic_load(&big));
    SHOW(here - numbers);
    SHOW(atomic_exchange(&here, numbers + 1) - numbers);
    SHOW(atomic_flag_test_and_set(&flag));
    SHOW(atomic_flag_test_and_set(&flag));
    atomic_flag_clear(&flag);
    SHOW(atomic_flag_test_and_set(&flag));
    SHOW(atomic_exchange(&truth, 5));
    SHOW(truth);
    SHOW((truth |= 2));
    atomic_store(&whole, one);
    two = atomic_load(&whole);
    SHOW(two.a * 100 + (int)two.b * 10 + two.c);
    two.a = 9;
    whole = two;
    two = atomic_exchange(&whole, one);
    SHOW(two.a * 100 + (int)two.b * 10 + two.c);
    real = 2.5;
    SHOW((int)(10 * atomic_exchange(&real, 3.5)));
    SHOW(atomic_compare_exchange_strong(&real, &was, 1));
    SHOW((int)(was * 10));
    atomic_thread_fence(memory_order_seq_cst);
    plain = kill_dependency(3);
    SHOW(plain);
    SHOW(atomic_is_lock_free(&counter) && ATOMIC_INT_LOCK_FREE == 2);
}

static void gnu(void)
{
    int n = 5, seen = 5, *p = numbers + 3, *q = numbers + 7;
    short s = 6;
    unsigned char c = 250;
    long long wide = 1ll << 33, copy;
    char locked = 0;

    SHOW(__atomic_load_n(&n, __ATOMIC_SEQ_CST));
    __atomic_store_n(&s, 77, __ATOMIC_RELEASE);
    SHOW(s);
    SHOW(__atomic_exchange_n(&c, 3, __ATOMIC_ACQUIRE));
    SHOW(__atomic_compare_exchange_n(&n, &seen, 6, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
    SHOW(__atomic_add_fetch(&n, 4, __ATOMIC_RELAXED));
    SHOW(__atomic_fetch_sub(&c, 4, __ATOMIC_RELAXED));
    SHOW(c);
    SHOW((int)(__atomic_or_fetch(&wide, 3, __ATOMIC_RELAXED) >> 1));
    SHOW((int)__atomic_fetch_nand(&n, 6, __ATOMIC_RELAXED));
    SHOW(__atomic_nand_fetch(&s, 5, __ATOMIC_RELAXED));
    __atomic_load(&wide, &copy, __ATOMIC_SEQ_CST);
    SHOW((int)(copy >> 33));
    copy = 99;
    __atomic_store(&wide, &copy, __ATOMIC_SEQ_CST);
    SHOW((int)wide);
    SHOW((int)((char *)__atomic_fetch_add(&p, 8, __ATOMIC_SEQ_CST) - (char *)numbers));
    SHOW(p - numbers);
    SHOW(__sync_fetch_and_add(&n, 3));
    SHOW(__sync_sub_and_fetch(&s, 3));
    SHOW(__sync_fetch_and_or(&c, 1));
    SHOW(__sync_xor_and_fetch(&c, 0xf));
    SHOW(__sync_fetch_and_and(&n, 0xff));
    SHOW(__sync_bool_compare_and_swap(&n, once(n), 8));
    SHOW(__sync_bool_compare_and_swap(&s, s + 1, 8));
    SHOW(__sync_bool_compare_and_swap(&q, q, p));
    SHOW(q - numbers);
    SHOW((int)__sync_val_compare_and_swap(&wide, 99, 100));
    SHOW((int)wide);
    SHOW(__atomic_test_and_set(&locked, __ATOMIC_ACQUIRE));
    SHOW(__atomic_test_and_set(&locked, __ATOMIC_ACQUIRE));
    __atomic_clear(&locked, __ATOMIC_RELEASE);
    SHOW(locked);
    __sync_synchronize();
}

int main(void)
{
    operators();
    functions();
    gnu();
    return 0;
}
