/* Three hundred system calls, more than a byte can count. */
#include <unistd.h>

int main(void)
{
    int i;

    for (i = 0; i < 300; i++)
        getpid();
    return 0;
}
