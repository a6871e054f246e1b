/* Becomes the shell. */
#include "check.h"

int main(void)
{
    execl("/bin/sh", "sh", (char *)0);
    CHECK(0);
    return 0;
}
