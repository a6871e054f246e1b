/* Jumps out of functions. */
#include <setjmp.h>
#include <stdio.h>

static jmp_buf top, inner;

static void deep(int level, int value)
{
    if (level == 0)
        longjmp(top, value);
    deep(level - 1, value);
    printf("never\n");
}

/* Registers that the caller expects to be kept. */
static int keep(int a, int b, int c, int value)
{
    int d = a * b, e = b * c, f = a * c;

    switch (setjmp(inner)) {
    case 0: longjmp(inner, value);
    case 1: return a + b + c + d + e + f;
    default: return d - e - f;
    }
}

int main(void)
{
    volatile int times = 0;
    int result = setjmp(top);

    printf("setjmp gives %d\n", result);
    if (++times < 5)
        deep(times * 3, times - 1);
    printf("%d %d %d\n", keep(2, 3, 5, 0), keep(2, 3, 5, 1), keep(2, 3, 5, 7));
    if (!setjmp(inner))
        keep(1, 2, 3, 0), printf("kept\n");
    return 0;
}
