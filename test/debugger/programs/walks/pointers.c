#include <stdio.h>

struct point {
    int x, y;
};

static struct point scale(struct point p, int factor)
{
    p.x *= factor;
    p.y *= factor;
    return p;
}

static void swap(int *a, int *b)
{
    int old = *a;
    *a = *b;
    *b = old;
}

static int apply(int (*function)(int), int value)
{
    return function(value);
}

static int twice(int x)
{
    return 2 * x;
}

int main(void)
{
    struct point p = {1, 2};
    const char *text = "point";
    p = scale(p, 3);
    swap(&p.x, &p.y);
    printf("%s %d %d\n", text, p.x, p.y);
    return apply(twice, p.x);
}
