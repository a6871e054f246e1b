/* Two threads take two locks, each in another order, and both wait for ever (OSTEP 32.3).

       ringside run deadlock.c          the deadlock, and who waits for whom
       ringside run deadlock.c order    both in the same order: no circle, no deadlock
*/
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static pthread_mutex_t fork_1 = PTHREAD_MUTEX_INITIALIZER, fork_2 = PTHREAD_MUTEX_INITIALIZER;

static void eat(const char *who, pthread_mutex_t *left, pthread_mutex_t *right)
{
    pthread_mutex_lock(left);
    printf("%s has one fork\n", who);
    usleep(20000); /* time for the other one */
    pthread_mutex_lock(right);
    printf("%s eats\n", who);
    pthread_mutex_unlock(right);
    pthread_mutex_unlock(left);
}

static void *plato(void *unused)
{
    eat("Plato", &fork_1, &fork_2);
    return unused;
}

static void *socrates(void *in_order)
{
    if (in_order)
        eat("Socrates", &fork_1, &fork_2);
    else
        eat("Socrates", &fork_2, &fork_1);
    return NULL;
}

int main(int argc, char *argv[])
{
    pthread_t first, second;

    pthread_create(&first, NULL, plato, NULL);
    pthread_create(&second, NULL, socrates, argc > 1 ? argv[1] : NULL);
    pthread_join(first, NULL);
    pthread_join(second, NULL);
    return 0;
}
