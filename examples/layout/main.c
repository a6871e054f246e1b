/* A program of three files, put side by side by the linker into one address space (OSTEP 13.3). */
#include <stdio.h>
#include <stdlib.h>
#include "layout.h"

static int calls = 1; /* counts.c has another one: in the debugger it is counts.c::calls */

int main(void)
{
    int local = 0;
    int *heap = malloc(sizeof *heap);

    printf("code of main.c    %p\n", (void *)main);
    printf("code of counts.c  %p\n", (void *)count);
    printf("code of sp.toy    %p\n", (void *)stack_pointer);
    printf("data of main.c    %p\n", (void *)&calls);
    printf("data of counts.c  %p\n", (void *)counter());
    printf("heap              %p\n", (void *)heap);
    printf("stack             %p\n", (void *)&local);
    free(heap);

    printf("the stack pointer is below the locals: %s\n", stack_pointer() <= (unsigned)&local ? "yes" : "no");
    count();
    count();
    printf("counts.c has counted %d calls, calls here is %d\n", *counter(), calls);
    return 0;
}
