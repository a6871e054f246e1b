/* While it sleeps nobody else is ready: the timer interrupts the kernel's own idle loop. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    usleep(60000);
    puts("awake");
    return 0;
}
