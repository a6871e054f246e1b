/* System calls that the kernel does not have fail with ENOSYS; the program goes on. */
#include "check.h"

static int call(unsigned number)
{
    int result;

    __asm__ volatile("mv t0, %1\n trap\n mv %0, a0" : "=r"(result) : "r"(number) : "t0", "a0");
    return result;
}

int main(void)
{
    CHECK(call(0) == -ENOSYS);
    CHECK(call(39) == -ENOSYS);
    CHECK(call(1000) == -ENOSYS);
    CHECK(call(0x80000000) == -ENOSYS);
    CHECK(call(0xffffffff) == -ENOSYS);
    printf("ok\n");
    return 0;
}
