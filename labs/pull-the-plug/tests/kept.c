/* What has been synced is on the disk at the end, all of it. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int fd = open("/diary", O_WRONLY | O_CREAT, 0644);

    write(fd, "first\n", 6);
    fsync(fd);
    write(fd, "second\n", 7);
    fsync(fd);
    close(fd);
    puts("written");
    return 0;
}
