/* sleep SECONDS: waits so long, by the machine's clock; parts of a second too. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    char *end = "";
    double seconds = argc == 2 ? strtod(argv[1], &end) : -1;
    unsigned whole;

    if (seconds < 0 || *end != '\0') {
        fprintf(stderr, "usage: sleep SECONDS\n");
        return 2;
    }
    whole = seconds;
    usleep((unsigned)((seconds - whole) * 1000000));
    while (whole > 0)
        whole = sleep(whole); /* it may have been stopped meanwhile */
    return 0;
}
