/* What files cost: a page of one read and written in the cache, one brought to the disk, names made, found and taken away. */
#include <fcntl.h>
#include <unistd.h>
#include "measure.h"

static char page[4096];

static void make_and_unlink(void)
{
    close(open("/made", O_CREAT | O_WRONLY, 0644));
    unlink("/made");
}

int main(void)
{
    int file = open("/page", O_CREAT | O_RDWR, 0644);

    write(file, page, sizeof page);
    fsync(file);
    MEASURE("loop", 200000, asm volatile(""));
    MEASURE("open", 2000, close(open("/page", O_RDONLY)));
    MEASURE("read", 2000, pread(file, page, sizeof page, 0));
    MEASURE("write", 2000, pwrite(file, page, sizeof page, 0));
    MEASURE("fsync", 200, (pwrite(file, page, sizeof page, 0), fsync(file)));
    MEASURE("make", 200, make_and_unlink());
    return 0;
}
