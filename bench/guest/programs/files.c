/* A file that is written, read and removed, again and again. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BLOCKS 100

static char block[1000];

int main(void)
{
    unsigned sum = 0;
    int round, i, fd;

    for (round = 0; round < 6; round++) {
        fd = open("/data", O_CREAT | O_RDWR, 0644);
        for (i = 0; i < BLOCKS; i++) {
            memset(block, i + round, sizeof block);
            write(fd, block, sizeof block);
        }
        lseek(fd, 0, SEEK_SET);
        for (i = 0; i < BLOCKS; i++) {
            read(fd, block, sizeof block);
            sum = sum * 31 + block[i];
        }
        close(fd);
        unlink("/data");
    }
    printf("%u\n", sum);
    return 0;
}
