/* The kernel never trusts a pointer from a program; the hardware never trusts a program (OSTEP 6.2, its tip on user inputs). */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Asks the kernel to read five bytes there on our behalf. */
static void try_write(const char *what, const void *address)
{
    int result = write(1, address, 5);

    printf("write from %-20s -> %2d %s\n", what, result, result < 0 ? strerror(errno) : "");
}

int main(void)
{
    char *kernel = (char *)0x80000000; /* where the kernel is mapped, for kernel mode only */

    /* The kernel checks each pointer against our page table before it follows it. */
    try_write("a string", "good\n");
    try_write("NULL", NULL);
    try_write("kernel memory", kernel);
    try_write("unmapped memory", (char *)0x40000000);
    try_write("the end of memory", (char *)0xfffffffe);

    /* Our own store is checked by the hardware: a page fault, and the kernel kills us. */
    printf("now a store of our own\n");
    *kernel = 0;

    printf("never reached\n");
    return 0;
}
