/*
 * shares FIRST SECOND LEAST MOST: two children with so many tickets compute for half a million instructions together. The
 * share of the first has to be from LEAST to MOST percent.
 */
#include <ringside.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int results[2];
static unsigned long long end;

static void child(int who, int tickets)
{
    int result[2] = {who, 0};

    settickets(0, tickets);
    while (instructions() < end)
        result[1]++;
    write(results[1], result, sizeof result);
    exit(0);
}

int main(int argc, char *argv[])
{
    int result[2], turns[2] = {0, 0}, i, share;

    (void)argc;
    pipe(results);
    end = instructions() + 600000;
    for (i = 0; i < 2; i++)
        if (fork() == 0)
            child(i, atoi(argv[1 + i]));
    for (i = 0; i < 2; i++) {
        read(results[0], result, sizeof result);
        turns[result[0]] = result[1];
        wait(0);
    }
    share = (int)(100ll * turns[0] / (turns[0] + turns[1]));
    printf("with %s and %s tickets, the first has got %d %% of the CPU\n", argv[1], argv[2], share);
    return share >= atoi(argv[3]) && share <= atoi(argv[4]) ? 0 : 1;
}
