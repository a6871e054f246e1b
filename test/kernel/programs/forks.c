/* fork() while other threads are in the midst of the heap and of a stream: the child finds both in order. */
#include <pthread.h>
#include "check.h"

#define THREADS 3
#define FORKS 20

static volatile int done;
static char order[8];

static void note(char what)
{
    strncat(order, &what, 1);
}

static void first_before(void) { note('a'); }
static void first_parent(void) { note('p'); }
static void first_child(void) { note('c'); }
static void second_before(void) { note('b'); }
static void second_child(void) { note('d'); }

static void *allocate(void *size)
{
    FILE *null = fopen("/dev/null", "w");

    CHECK(null);
    while (!done) {
        char *bytes = malloc((int)size);

        CHECK(bytes);
        fprintf(stdin, "%d", 1); /* takes the stream's lock, and fails */
        fprintf(null, "%p\n", (void *)bytes);
        free(realloc(bytes, (int)size * 3));
        usleep(100);
    }
    fclose(null);
    return 0;
}

static void use_all(void)
{
    FILE *null = fopen("/dev/null", "w");
    char *bytes[20];
    int i;

    CHECK(null);
    for (i = 0; i < 20; i++)
        CHECK((bytes[i] = malloc(i * 50)));
    for (i = 0; i < 20; i++)
        free(bytes[i]);
    fprintf(stdin, "%d", 1);
    fclose(null);
}

int main(void)
{
    pthread_t threads[THREADS];
    int i;

    CHECK(pthread_atfork(first_before, first_parent, first_child) == 0);
    CHECK(pthread_atfork(second_before, NULL, second_child) == 0);
    for (i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], 0, allocate, (void *)(100 + i * 700)) == 0);
    for (i = 0; i < FORKS; i++) {
        int pid;

        usleep(i * 37);
        order[0] = 0;
        pid = fork();
        CHECK(pid >= 0);
        if (pid == 0) {
            use_all();
            _exit(strcmp(order, "bacd"));
        }
        CHECK(strcmp(order, "bap") == 0);
        CHECK(status_of(pid) == 0);
    }
    done = 1;
    for (i = 0; i < THREADS; i++)
        pthread_join(threads[i], 0);
    printf("ok\n");
    return 0;
}
