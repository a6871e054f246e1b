/* A process that never gives up the CPU by itself (OSTEP 6.3). Three at once, with the timer and without:

       ringside run --max-instructions 3000000            loop.c a -- loop.c b -- hello.c
       ringside run --max-instructions 3000000 --timer 0  loop.c a -- loop.c b -- hello.c

   Preemptive: a and b alternate, and hello gets its turn. Cooperative: a keeps the CPU for ever; its write() is a
   system call, but the kernel returns from it to the same process. */
#include <stdio.h>

int main(int argc, char *argv[])
{
    const char *name = argc > 1 ? argv[1] : "loop";
    unsigned int round;

    for (round = 1;; round++)
        if (round % 20000 == 0)
            printf("%s is running\n", name);
}
