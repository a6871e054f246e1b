/* A long random run of malloc, calloc, realloc and free. Each block is filled with a pattern of its own and checked,
   so an overlap or a lost byte shows. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS 64

static unsigned char *blocks[SLOTS];
static size_t sizes[SLOTS];
static unsigned int state = 99;
static int wrong;

static unsigned int any(unsigned int below)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
}

static void fill(int slot)
{
    memset(blocks[slot], slot + 1, sizes[slot]);
}

static void check(int slot, size_t size)
{
    size_t i;

    for (i = 0; i < size; i++)
        if (blocks[slot][i] != slot + 1) {
            wrong++;
            return;
        }
}

static size_t any_size(void)
{
    return any(10) == 0 ? any(5000) : any(3) == 0 ? any(300) : any(40);
}

static void one_step(void)
{
    int slot = any(SLOTS);
    size_t size = any_size(), i;
    unsigned char *moved;

    if (!blocks[slot]) {
        sizes[slot] = size;
        blocks[slot] = any(2) ? malloc(size) : calloc(size, 1);
        if (!blocks[slot] || (uintptr_t)blocks[slot] % 8 != 0)
            wrong++;
        fill(slot);
    } else if (any(3) == 0) {
        check(slot, sizes[slot]);
        moved = realloc(blocks[slot], size + 1);
        if (!moved)
            wrong++;
        blocks[slot] = moved;
        check(slot, size < sizes[slot] ? size : sizes[slot]);
        sizes[slot] = size + 1;
        fill(slot);
    } else {
        check(slot, sizes[slot]);
        free(blocks[slot]);
        blocks[slot] = NULL;
        if (any(4) == 0) {
            moved = calloc(size, 2);
            for (i = 0; i < 2 * size; i++)
                wrong += moved[i] != 0;
            free(moved);
        }
    }
}

int main(void)
{
    volatile size_t enormous = (size_t)-4096;
    char *big;
    int i;

    for (i = 0; i < 20000; i++)
        one_step();
    for (i = 0; i < SLOTS; i++)
        free(blocks[i]);
    printf("%d wrong\n", wrong);

    /* All is free again, so this fits into what the heap has or a little more, and twice as well as once. */
    for (i = 0; i < 1000; i++) {
        big = malloc(50000);
        big[0] = big[49999] = 1;
        free(big);
    }
    errno = 0;
    printf("%d", malloc(enormous) == NULL);
    printf(" %d", errno == ENOMEM);
    printf(" %d\n", calloc(enormous, 4) == NULL);
    free(NULL);
    big = realloc(NULL, 10);
    strcpy(big, "realloc");
    puts(big);
    free(big);
    return 0;
}
