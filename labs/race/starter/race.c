/* Two threads add to a counter. Now and then something is lost. */
#include <pthread.h>
#include <stdio.h>

int counter;

static void add(int amount)
{
    int old = counter;

    counter = old + amount;
}

static void *worker(void *amount)
{
    add(*(int *)amount);
    add(*(int *)amount);
    return 0;
}

int main(void)
{
    int one = 1, ten = 10;
    pthread_t a, b;

    pthread_create(&a, 0, worker, &one);
    pthread_create(&b, 0, worker, &ten);
    pthread_join(a, 0);
    pthread_join(b, 0);
    printf("%d\n", counter);
    return 0;
}
