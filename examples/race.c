/* Two threads add to one variable, and some of what they add is lost (OSTEP 26.3).

       ringside run --timer 700 race.c
       ringside explore --timer 0 --region add race.c

   An interrupt between the load and the store of `counter++` is enough: what the other thread has added since the load is
   overwritten. With few interrupts it seldom comes just there; `explore` tries every instant, and keeps the recording.
*/
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static volatile int counter;

static void add(void)
{
    counter++; /* a load, an addition and a store */
}

static void *worker(void *rounds)
{
    int i;

    for (i = 0; i < *(int *)rounds; i++)
        add();
    return NULL;
}

int main(int argc, char *argv[])
{
    int rounds = argc > 1 ? atoi(argv[1]) : 10000;
    pthread_t a, b;

    pthread_create(&a, NULL, worker, &rounds);
    pthread_create(&b, NULL, worker, &rounds);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    printf("%s\n", counter == 2 * rounds ? "nothing is lost" : "some of it is lost");
    return counter == 2 * rounds ? 0 : 1;
}
