/* Computes for so long that the timer comes, and makes no system call meanwhile. */
int main(void)
{
    volatile int i;

    for (i = 0; i < 8000; i++)
        ;
    return 0;
}
