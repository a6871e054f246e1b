/* System calls by their number: by syscall(), and by registers that a program names. */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include "check.h"

static int by_registers(int number, int first, const void *second, int third)
{
    register int t0 asm("t0") = number;
    register int a0 asm("a0") = first;
    register const void *a1 asm("a1") = second;
    register int a2 asm("a2") = third;

    asm volatile("trap" : "+r"(a0) : "r"(t0), "r"(a1), "r"(a2) : "memory");
    return a0;
}

/* All the registers that a call can use, while values are about that have to be somewhere else meanwhile. */
static char *map_by_registers(int length, int flags)
{
    register int t0 asm("t0") = SYS_mmap;
    register unsigned a0 asm("a0") = 0;
    register int a1 asm("a1") = length, a2 asm("a2") = PROT_READ | PROT_WRITE, a3 asm("a3") = flags;
    register int a4 asm("a4") = -1, a5 asm("a5") = 0;

    return (char *)(length + ({
        asm volatile("trap" : "+r"(a0) : "r"(t0), "r"(a1), "r"(a2), "r"(a3), "r"(a4), "r"(a5) : "memory");
        a0 - length;
    }));
}

int main(void)
{
    char *p = (char *)syscall(SYS_mmap, 0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int fd;

    CHECK(p != MAP_FAILED);
    p[4095] = 1;
    p = map_by_registers(8192, MAP_PRIVATE | MAP_ANONYMOUS);
    CHECK(p != MAP_FAILED && (unsigned)p % 4096 == 0);
    p[8191] = 1;
    CHECK(syscall(SYS_getpid) == getpid());
    CHECK_ERROR(EBADF, syscall(SYS_close, 77));
    CHECK_ERROR(ENOSYS, syscall(9999));
    CHECK(by_registers(SYS_getpid, 0, 0, 0) == getpid());
    CHECK(by_registers(SYS_close, 77, 0, 0) == -EBADF);
    fd = open("/by-number", O_RDWR | O_CREAT | O_TRUNC, 0644);
    CHECK(by_registers(SYS_write, fd, "registers", 9) == 9);
    CHECK(syscall(SYS_lseek, fd, 0, SEEK_SET) == 0 && syscall(SYS_read, fd, p, 20) == 9);
    CHECK(memcmp(p, "registers", 9) == 0);
    CHECK(unlink("/by-number") == 0);
    CHECK(syscall(SYS_write, 1, "ok\n", 3) == 3);
    return 0;
}
