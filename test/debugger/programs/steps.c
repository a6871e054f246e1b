/* Lines to step over, into and out of; the comments are marks that the tests go by. */
#include <stdio.h>
#include <unistd.h>

static int depth;

static int sum(int n)
{
    int rest;
    if (n == 0) /* sum first */
        return 0;
    depth++;
    rest = sum(n - 1); /* recursion */
    return n + rest;   /* sum last */
}

static int twice(int x)
{
    int y = x + x; /* twice first */
    return y;      /* twice last */
}

int main(void)
{
    int total = 0, i;        /* first */
    total += twice(4);       /* call */
    total += sum(3);         /* recursive call */
    write(1, "x", 1);        /* system call */
    usleep(3000);            /* sleep */
    for (i = 0; i < 3; i++)  /* loop */
        total += i;          /* body */
    printf("%d\n", total);   /* print */
    return total;            /* last */
}
