/* A program's functions with names of the library's: the library goes on calling its own. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int calls;

int read(void) { return ++calls; }
int write(int x) { calls++; return x; }
int open(void) { return ++calls; }
int close(void) { return ++calls; }
int isatty(void) { return ++calls; }
int lseek(void) { return ++calls; }
int fstat(void) { return ++calls; }
void *sbrk(int x) { calls++; return (void *)x; }
int kill(void) { return ++calls; }
int getpid(void) { return ++calls; }
double round(double x) { calls++; return x * 100; }

int main(void)
{
    int number = 0;
    volatile double half = 2.5;
    char *copy;

    if (scanf("%d", &number) != 1)
        printf("no number\n");
    copy = malloc(100000);
    strcpy(copy, "a copy");
    printf("%s of %d: %.3f, %.0f, %u\n", copy, number, half, floor(half), (unsigned)atoi("12"));
    printf("%d calls\n", calls);
    half = round(half);
    printf("%.1f %d\n", half, write(read()));
    free(copy);
    return calls;
}
