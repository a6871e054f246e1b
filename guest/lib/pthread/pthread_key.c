/* Variables that each thread has for itself. */
#include "own.h"
#include <errno.h>

static struct {
    int used;
    void (*destructor)(void *);
} keys[PTHREAD_KEYS_MAX];

/* A destructor may set values again, so a few times. */
static void destroy_values(struct own *own)
{
    int i, round, again = 1;

    for (round = 0; again && round < PTHREAD_DESTRUCTOR_ITERATIONS; round++) {
        again = 0;
        for (i = 0; i < PTHREAD_KEYS_MAX; i++) {
            void *value = own->values[i];

            own->values[i] = NULL;
            if (!value || !keys[i].used || !keys[i].destructor)
                continue;
            keys[i].destructor(value);
            again = 1;
        }
    }
}

int pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
    int i;

    __destroy_values = destroy_values;
    for (i = 0; i < PTHREAD_KEYS_MAX; i++)
        if (__sync_bool_compare_and_swap(&keys[i].used, 0, 1)) {
            keys[i].destructor = destructor;
            *key = i;
            return 0;
        }
    return EAGAIN;
}

static int exists(pthread_key_t key)
{
    return key < PTHREAD_KEYS_MAX && keys[key].used;
}

int pthread_key_delete(pthread_key_t key)
{
    if (!exists(key))
        return EINVAL;
    keys[key].used = 0;
    return 0;
}

void *pthread_getspecific(pthread_key_t key)
{
    return exists(key) ? __own()->values[key] : NULL;
}

int pthread_setspecific(pthread_key_t key, const void *value)
{
    if (!exists(key))
        return EINVAL;
    __own()->values[key] = (void *)value;
    return 0;
}
