/* A producer and two consumers share a bounded buffer: a lock and two condition variables (OSTEP 30.2).

   Whoever finds the buffer full, or empty, sleeps in the kernel until another one signals: the thread says so in the
   Call Stack. Set a breakpoint in `take`, and step: the step stays in its thread, whatever the others do meanwhile.
*/
#include <pthread.h>
#include <stdio.h>

#define ROOM 4
#define ITEMS 12
#define END (-1)

static int buffer[ROOM], first, count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_full = PTHREAD_COND_INITIALIZER;
static pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER;

static void put(int item)
{
    pthread_mutex_lock(&lock);
    while (count == ROOM) /* `if` would not do: another producer may have been faster */
        pthread_cond_wait(&not_full, &lock);
    buffer[(first + count++) % ROOM] = item;
    pthread_cond_signal(&not_empty);
    pthread_mutex_unlock(&lock);
}

static int take(void)
{
    int item;

    pthread_mutex_lock(&lock);
    while (count == 0)
        pthread_cond_wait(&not_empty, &lock);
    item = buffer[first];
    first = (first + 1) % ROOM;
    count--;
    pthread_cond_signal(&not_full);
    pthread_mutex_unlock(&lock);
    return item;
}

static void *consumer(void *sum)
{
    int item;

    while ((item = take()) != END)
        *(int *)sum += item;
    return NULL;
}

int main(void)
{
    int sums[2] = {0, 0}, i;
    pthread_t consumers[2];

    for (i = 0; i < 2; i++)
        pthread_create(&consumers[i], NULL, consumer, &sums[i]);
    for (i = 1; i <= ITEMS; i++)
        put(i);
    for (i = 0; i < 2; i++)
        put(END);
    for (i = 0; i < 2; i++)
        pthread_join(consumers[i], NULL);
    printf("1 to %d make %d\n", ITEMS, sums[0] + sums[1]);
    return 0;
}
