/* The heap and the kernel: sbrk, brk, malloc beside sbrk, memory that runs out, and a double free. */
#include <errno.h>
#include <ringside.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void double_free(void)
{
    char *block = malloc(10);

    malloc(10);
    free(block);
    free(block);
}

static void failed_assertion(void)
{
    abort();
}

static void in_child(void (*action)(void))
{
    int status;

    if (fork() == 0) {
        action();
        _exit(0);
    }
    wait(&status);
    printf("killed: %s\n", strsignal(WTERMSIG(status)));
}

int main(void)
{
    char *start = sbrk(0), *blocks[40], *mine;
    int i, pages, wrong = 0;

    printf("sbrk: %d", sbrk(10000) == start);
    printf(" %d %d\n", (char *)sbrk(0) == start + 10000, start[0] == 0 && start[9999] == 0);
    printf("brk: %d %d\n", brk(start), sbrk(0) == start);

    /* Blocks of malloc() and memory of our own, taken in turns, never overlap. */
    for (i = 0; i < 40; i++) {
        blocks[i] = malloc(1000);
        memset(blocks[i], i, 1000);
        mine = sbrk(i % 7);
        memset(mine, 0xff, i % 7);
    }
    for (i = 0; i < 40; i++) {
        wrong += blocks[i][0] != i || blocks[i][999] != i;
        free(blocks[i]);
    }
    printf("%d wrong\n", wrong);

    /* All memory that there is: the kernel refuses the rest, and gets all of it back. */
    pages = freepages();
    if (fork() == 0) {
        while (sbrk(64 * 4096) != (void *)-1)
            ;
        printf("no more: %s, %d pages left\n", strerror(errno), freepages() < 64 + 2);
        exit(0);
    }
    wait(NULL);
    printf("%d pages lost\n", pages - freepages());

    in_child(double_free);
    in_child(failed_assertion);
    return 0;
}
