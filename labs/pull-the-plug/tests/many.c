/* Makes and removes files without end: each time several blocks change. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    char name[20];
    int i;

    for (i = 0;; i++) {
        int piece, fd;

        sprintf(name, "/f%d", i % 50);
        unlink(name);
        fd = open(name, O_WRONLY | O_CREAT, 0644);
        for (piece = 0; piece < i % 9; piece++) {
            write(fd, "some of the text of a file\n", 27);
            lseek(fd, 4096, SEEK_CUR);
        }
        fsync(fd);
        close(fd);
    }
}
