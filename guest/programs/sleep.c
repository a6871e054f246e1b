/* sleep SECONDS: waits so long, by the machine's clock; parts of a second too. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    char *end = "";
    double seconds = argc == 2 ? strtod(argv[1], &end) : -1;

    if (seconds < 0 || *end != '\0') {
        fprintf(stderr, "usage: sleep SECONDS\n");
        return 2;
    }
    sleep((unsigned)seconds);
    usleep((unsigned)((seconds - (unsigned)seconds) * 1000000));
    return 0;
}
