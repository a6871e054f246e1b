/* What wait says of pointers, good ones and bad ones; a child that could not be told of is waited for again. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int status; /* in a page that parent and child have in common until one of them writes */
static const int constant = 7;

static void try(const char *what, int *pointer, int by_pid)
{
    int pid = fork(), found;

    if (pid == 0)
        exit(5);
    errno = 0;
    found = by_pid ? waitpid(pid, pointer, 0) : wait(pointer);
    printf("%s: %s", what, found == pid ? "waited for" : strerror(errno));
    if (found != pid)
        printf(", and then %s", wait(0) == pid ? "waited for" : strerror(errno));
    putchar('\n');
    fflush(stdout);
}

int main(void)
{
    try("no pointer", 0, 0);
    try("a static variable", &status, 0);
    printf("status %d\n", WEXITSTATUS(status));
    try("page 0", (int *)4, 0);
    try("no memory", (int *)0x40000000, 1);
    try("a constant", (int *)&constant, 0);
    try("the code", (int *)(unsigned)main, 1);
    try("the kernel", (int *)0x80000000, 0);
    try("half in the kernel", (int *)0x7ffffffe, 1);
    puts("the end");
    return 0;
}
