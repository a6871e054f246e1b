/* Directories: files of fixed entries, which the kernel lets be read as they are on the disk. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vsfs.h>

struct __dir {
    int fd;
    struct dirent current;
};

DIR *opendir(const char *path)
{
    struct stat status;
    int fd = open(path, O_RDONLY);
    DIR *directory;

    if (fd < 0)
        return NULL;
    directory = malloc(sizeof *directory);
    if (directory && fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
        directory->fd = fd;
        return directory;
    }
    errno = directory ? ENOTDIR : ENOMEM;
    free(directory);
    close(fd);
    return NULL;
}

struct dirent *readdir(DIR *directory)
{
    struct vsfs_dirent entry;

    do
        if (read(directory->fd, &entry, sizeof entry) != sizeof entry)
            return NULL;
    while (entry.inode == 0);
    directory->current.d_ino = entry.inode;
    memcpy(directory->current.d_name, entry.name, VSFS_NAME_SIZE);
    directory->current.d_name[VSFS_NAME_SIZE] = '\0';
    return &directory->current;
}

void rewinddir(DIR *directory)
{
    lseek(directory->fd, 0, SEEK_SET);
}

int closedir(DIR *directory)
{
    int result = close(directory->fd);

    free(directory);
    return result;
}
