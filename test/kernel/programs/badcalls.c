/*
 * Every system call with every kind of bad pointer in each place where it takes one, with descriptors that are none and with
 * numbers that no call has: all are refused, and nothing is done. What else they do is tested call by call elsewhere.
 */
#include <fcntl.h>
#include <ringside.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include "check.h"

#define PAGE 4096

/* What an argument is. */
enum kind { NONE, NUMBER, READ, WRITTEN, TEXT, FILE_OF };

/* A call, and for each of its arguments what it is and what would do. Of those with a pointer, or a descriptor. */
struct call {
    short number;
    struct { char kind; unsigned good; } arguments[6];
};

static char room[PAGE];
static char *const argv[] = {"/bin/echo", 0};
static unsigned word;

static const struct call calls[] = {
    {SYS_wait, {{WRITTEN}}},
    {SYS_waitpid, {{NUMBER, -1}, {WRITTEN}, {NUMBER, 1}}},
    {SYS_exec, {{TEXT, (unsigned)"/bin/echo"}, {READ, (unsigned)argv}}},
    {SYS_open, {{TEXT, (unsigned)"/bin/echo"}, {NUMBER, 0}}},
    {SYS_close, {{FILE_OF}}},
    {SYS_read, {{FILE_OF}, {WRITTEN}, {NUMBER, 8}}},
    {SYS_write, {{FILE_OF}, {READ}, {NUMBER, 8}}},
    {SYS_lseek, {{FILE_OF}}},
    {SYS_dup, {{FILE_OF}}},
    {SYS_dup2, {{FILE_OF}, {NUMBER, 9}}},
    {SYS_fstat, {{FILE_OF}, {WRITTEN}}},
    {SYS_pipe, {{WRITTEN}}},
    {SYS_unlink, {{TEXT}}},
    {SYS_ioctl, {{FILE_OF}}},
    {SYS_sigaction, {{NUMBER, SIGUSR1}, {READ}, {NUMBER, 0}}},
    {SYS_sigaction, {{NUMBER, SIGUSR1}, {NUMBER, 0}, {WRITTEN}}},
    {SYS_sigprocmask, {{NUMBER, SIG_BLOCK}, {READ}, {NUMBER, 0}}},
    {SYS_sigprocmask, {{NUMBER, SIG_BLOCK}, {NUMBER, 0}, {WRITTEN}}},
    {SYS_sigpending, {{WRITTEN}}},
    {SYS_sigsuspend, {{READ}}},
    {SYS_mkdir, {{TEXT}}},
    {SYS_rmdir, {{TEXT}}},
    {SYS_chdir, {{TEXT}}},
    {SYS_getcwd, {{WRITTEN}, {NUMBER, 100}}},
    {SYS_link, {{TEXT, (unsigned)"/bin/echo"}, {TEXT, (unsigned)"/x"}}},
    {SYS_symlink, {{TEXT, (unsigned)"/bin/echo"}, {TEXT, (unsigned)"/x"}}},
    {SYS_readlink, {{TEXT, (unsigned)"/link"}, {WRITTEN}, {NUMBER, 100}}},
    {SYS_rename, {{TEXT, (unsigned)"/link"}, {TEXT, (unsigned)"/link2"}}},
    {SYS_stat, {{TEXT, (unsigned)"/bin/echo"}, {WRITTEN}}},
    {SYS_lstat, {{TEXT, (unsigned)"/bin/echo"}, {WRITTEN}}},
    {SYS_chmod, {{TEXT}, {NUMBER, 0}}},
    {SYS_truncate, {{TEXT}, {NUMBER, 0}}},
    {SYS_ftruncate, {{FILE_OF}, {NUMBER, 0}}},
    {SYS_pread, {{FILE_OF}, {WRITTEN}, {NUMBER, 8}, {NUMBER, 0}}},
    {SYS_pwrite, {{FILE_OF}, {READ}, {NUMBER, 8}, {NUMBER, 0}}},
    {SYS_fcntl, {{FILE_OF}, {NUMBER, F_GETFL}}},
    {SYS_fsync, {{FILE_OF}}},
    {SYS_futex_wait, {{WRITTEN, (unsigned)&word}, {NUMBER, 5}}},
    {SYS_futex_wake, {{WRITTEN, (unsigned)&word}, {NUMBER, 1}}},
    {SYS_mmap, {{NUMBER, 0}, {NUMBER, PAGE}, {NUMBER, PROT_READ}, {NUMBER, MAP_PRIVATE}, {FILE_OF}, {NUMBER, 0}}},
    {SYS_getrusage, {{NUMBER, 0}, {WRITTEN}}},
    {SYS_poll, {{WRITTEN}, {NUMBER, 2}, {NUMBER, 0}}},
    {SYS_procinfo, {{NUMBER, 0}, {WRITTEN}}},
};

/* Null stands for "nobody wants to know" there. */
static int may_be_null(const struct call *call)
{
    return call->number == SYS_wait || call->number == SYS_waitpid || call->number == SYS_sigaction ||
           call->number == SYS_sigprocmask || call->number == SYS_exec;
}

static int trap(unsigned call[7])
{
    __asm__ volatile("lw t0, 0(%0)\n lw a1, 8(%0)\n lw a2, 12(%0)\n lw a3, 16(%0)\n lw a4, 20(%0)\n lw a5, 24(%0)\n"
                     "lw a0, 4(%0)\n trap\n sw a0, 0(%0)"
                     :
                     : "r"(call)
                     : "t0", "a0", "a1", "a2", "a3", "a4", "a5", "memory");
    return call[0];
}

/* One page of each kind that a program may not use, and edges. The last ones may be read. */
static unsigned pointers[20];
static int bad_pointers, read_only;
static char *edge;

/* Makes a call with one argument that will not do. */
static void expect(const struct call *call, int which, unsigned bad, int error)
{
    unsigned made[7] = {call->number};
    int i, result;

    memset(edge, 'x', 2); /* texts, and structures, that begin well */
    memset((void *)0x7ffffffe, 'x', 2);

    for (i = 0; i < 6; i++)
        made[i + 1] = i == which                                     ? bad
                      : call->arguments[i].good                      ? call->arguments[i].good
                      : call->arguments[i].kind >= READ &&
                                call->arguments[i].kind <= TEXT      ? (unsigned)room
                      : call->arguments[i].kind == FILE_OF           ? 3
                                                                     : 0;
    result = trap(made);
    if (result == -error)
        return;
    printf("call %d, argument %d %x: %d\n", call->number, which, bad, result);
    exit(1);
}

static void find_pointers(void)
{
    char *none = mmap(0, PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *gone = mmap(0, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *constant = mmap(0, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    unsigned heap = ((unsigned)sbrk(0) + PAGE - 1) & -PAGE;
    unsigned list[] = {0,          4,          0xffc,      (unsigned)none, (unsigned)gone, heap,
                       heap - 2,   0x7f7ff000, 0x77fff000, 0x80000000,     0x80010000,     0xff81f000,
                       0xfffffffc, 0xfffffffe, 0x7ffffffe};

    munmap(gone, PAGE);
    sbrk(heap - (unsigned)sbrk(0));
    edge = (char *)heap - 2;
    bad_pointers = sizeof list / sizeof *list;
    memcpy(pointers, list, sizeof list);
    pointers[bad_pointers] = (unsigned)constant;
    pointers[bad_pointers + 1] = (unsigned)find_pointers & -PAGE;
    read_only = 2;
}

static void check_call(const struct call *call)
{
    static const unsigned descriptors[] = {-1, 16, 15, 1000, 0x80000000, 0x7fffffff};
    int i, j;

    for (i = 0; i < 6; i++) {
        int kind = call->arguments[i].kind;

        for (j = 0; kind >= READ && kind <= TEXT && j < bad_pointers + (kind == WRITTEN ? read_only : 0); j++)
            if (pointers[j] != 0 || !may_be_null(call))
                expect(call, i, pointers[j], EFAULT);
        for (j = 0; kind == FILE_OF && j < 6; j++)
            expect(call, i, descriptors[j], EBADF);
    }
}

static void no_call(void)
{
    static const unsigned numbers[] = {0, 36, 39, 59, 68, 77, 100, 1000, 0x7fffffff, 0x80000000, 0xffffffff};
    unsigned i;

    for (i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        unsigned made[7] = {numbers[i], (unsigned)room};

        CHECK(trap(made) == -ENOSYS);
    }
}

int main(void)
{
    unsigned i;
    int child, before;

    CHECK(mkdir("/d", 0755) == 0 && chdir("/d") == 0); /* whose path does not fit before the edge of a page */
    CHECK(symlink("/bin/echo", "/link") == 0 && open("/file", O_RDWR | O_CREAT, 0644) == 3);
    if ((child = fork()) == 0)
        for (;;)
            pause(); /* for those who wait */
    find_pointers();
    memset(room, 0, sizeof room);
    before = freepages();
    for (i = 0; i < sizeof calls / sizeof *calls; i++)
        check_call(&calls[i]);
    no_call();
    CHECK(freepages() >= before - 2);
    CHECK(access("/x", 0) < 0 && access("/link", 0) == 0 && fcntl(9, F_GETFL, 0) < 0 && close(3) == 0);
    kill(child, SIGKILL);
    printf("ok\n");
    return 0;
}
