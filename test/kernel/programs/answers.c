/* Waits most of the time, and does a little in between, as one does who answers a person: how late that was on average.
   Before that it computes for so many rounds. */
#include <ringside.h>
#include "check.h"

#define PAUSE 47000
#define TURNS 60

int main(int argc, char *argv[])
{
    int rounds = argc > 1 ? atoi(argv[1]) : 0, turn;
    unsigned long long due;
    unsigned late = 0;
    volatile int i;

    for (i = 0; i < rounds; i++) {}
    for (turn = 0; turn < TURNS; turn++) {
        due = instructions() + PAUSE;
        usleep(PAUSE);
        for (i = 0; i < 100; i++) {}
        late += instructions() - due;
    }
    printf("%u\n", late / TURNS);
    fflush(stdout);
    return 0;
}
