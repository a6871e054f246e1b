/* sbrk, both ways; what it gives is zero, and what it takes is gone. */
#include <ringside.h>
#include <signal.h>
#include "check.h"

static int dies(volatile char *address)
{
    int pid = fork();

    if (pid == 0) {
        *address = 1;
        exit(0);
    }
    return status_of(pid) == (SIGSEGV | WCOREFLAG);
}

int main(void)
{
    char *start, *end;
    int before, i;

    printf("start\n");
    fflush(stdout);
    before = freepages();
    start = sbrk(0);
    CHECK(sbrk(100000) == start);
    end = start + 100000;
    CHECK(sbrk(0) == end);
    for (i = 0; i < 100000; i++)
        CHECK(start[i] == 0);
    memset(start, 'x', 100000);
    CHECK(sbrk(-100000) == end);
    CHECK(sbrk(0) == start && freepages() == before);
    CHECK(sbrk(100000) == start && start[99999] == 0);
    CHECK(sbrk(-60000) == end);
    start[39999] = 1;
    CHECK(dies(start + 40000 + 4096));
    CHECK(sbrk(-40000) == start + 40000);
    CHECK_ERROR(EINVAL, sbrk(-1000000));
    CHECK_ERROR(EINVAL, sbrk(-0x7fffffff));
    CHECK_ERROR(ENOMEM, sbrk(0x7fffffff));
    CHECK_ERROR(ENOMEM, sbrk(freepages() * 4096 + 4096));
    CHECK(sbrk(0) == start && freepages() == before);
    CHECK(dies(start + 8192));
    CHECK(dies((char *)0x7f7ff000));
    printf("ok\n");
    return 0;
}
