/* Reads the console a line at a time, with a buffer that is too short for some. */
#include "check.h"

int main(void)
{
    char line[8];
    int count;

    CHECK(read(0, line, 0) == 0);
    while ((count = read(0, line, sizeof line)) > 0) {
        printf("%d:", count);
        fwrite(line, 1, count, stdout);
        printf("|\n");
        fflush(stdout);
    }
    CHECK(count == 0 && read(0, line, sizeof line) == 0);
    printf("end\n");
    return 0;
}
