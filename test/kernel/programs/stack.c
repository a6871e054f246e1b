/* The user stack grows on demand: for the program, for the kernel on its behalf, and after fork. */
#include <fcntl.h>
#include <ringside.h>
#include "check.h"

static int deep(int depth)
{
    volatile char room[2000];

    room[0] = room[1999] = depth;
    return depth == 0 ? 0 : deep(depth - 1) + (room[0] == room[1999]);
}

/* Its frame is not touched before the kernel writes into it. */
static int read_below(void)
{
    char room[50000];
    int fd = open("/bin/init", O_RDONLY), count = read(fd, room, 4);

    close(fd);
    return count == 4 && memcmp(room, "\177ELF", 4) == 0;
}

static int in_a_child(int (*function)(int), int argument)
{
    int pid = fork();

    if (pid == 0)
        exit(function(argument) == argument ? 7 : 1);
    return status_of(pid);
}

int main(int argc, char *argv[])
{
    int before, depth = argc > 1 ? atoi(argv[1]) : 1000;

    CHECK(read_below());
    before = freepages();
    CHECK(in_a_child(deep, depth) == 7 << 8);
    CHECK(freepages() == before); /* they were the child's */
    CHECK(deep(depth) == depth);
    CHECK(before - freepages() >= depth * 2000 / 4096);
    before = freepages();
    CHECK(deep(depth) == depth && freepages() == before);
    CHECK(in_a_child(deep, depth) == 7 << 8);
    CHECK(freepages() == before);
    printf("ok\n");
    return 0;
}
