/* Fills the disk, is told so, and gets the room back. The test looks at the disk afterwards. */
#include <fcntl.h>
#include "check.h"

static char piece[3000];

static int fill(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644), total = 0, count;

    CHECK(fd >= 0);
    while ((count = write(fd, piece, sizeof piece)) > 0)
        total += count;
    CHECK(count == -1 && errno == ENOSPC);
    CHECK(close(fd) == 0);
    return total;
}

int main(void)
{
    int total, fd;

    memset(piece, 'f', sizeof piece);
    total = fill("/full");
    CHECK(total > 0 && total % 4096 == 0);
    fd = open("/also", O_WRONLY | O_CREAT, 0644);
    CHECK(fd >= 0);
    CHECK_ERROR(ENOSPC, write(fd, "x", 1));
    /* A write that fails leaves the file as it was, however far behind its end it was to go. */
    CHECK(lseek(fd, 1000000, SEEK_SET) == 1000000);
    CHECK_ERROR(ENOSPC, write(fd, "x", 1));
    CHECK(lseek(fd, 0, SEEK_END) == 0);
    CHECK(close(fd) == 0);
    CHECK(unlink("/full") == 0);
    CHECK(fill("/full") == total);
    fd = open("/full", O_RDONLY);
    CHECK(lseek(fd, -1, SEEK_END) == total - 1 && read(fd, piece, 2) == 1 && piece[0] == 'f');
    printf("filled %d bytes\n", total);
    return 0;
}
