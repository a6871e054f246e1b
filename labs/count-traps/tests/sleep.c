/* While it sleeps nobody else is ready: the timer interrupts the kernel's own idle loop. */
#include <unistd.h>

int main(void)
{
    usleep(50000);
    return 0;
}
