/* Reading directories, and what stat() says of what is in them. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    static const char *const expected[] = {".", "..", "init", "sh", "echo", "cat", "wc", "ls", "directories"};
    int found[9] = {0}, rounds, i, others = 0;
    DIR *directory = opendir("/bin");
    struct dirent *entry;
    struct stat status;

    for (rounds = 0; rounds < 2; rounds++) {
        while ((entry = readdir(directory)) != NULL)
            for (i = 0; i < 9; i++)
                if (strcmp(entry->d_name, expected[i]) == 0)
                    found[i]++;
        rewinddir(directory);
    }
    for (i = 0; i < 9; i++)
        others += found[i] != 2;
    printf("%d not found twice\n", others);
    printf("closed: %d\n", closedir(directory));

    printf("stat /: %d", stat("/", &status));
    printf(" directory %d, inode %u\n", S_ISDIR(status.st_mode), status.st_ino);
    printf("stat /bin/init: %d", stat("/bin/init", &status));
    printf(" file %d, links %u, size %d\n", S_ISREG(status.st_mode), status.st_nlink, status.st_size > 1000);
    printf("fstat 1: %d", fstat(1, &status));
    printf(" console %d %d\n", S_ISCHR(status.st_mode), isatty(1));

    printf("opendir of nothing: %d", opendir("/none") == NULL);
    printf(" %d\n", errno == ENOENT);
    printf("opendir of a file: %d", opendir("/bin/init") == NULL);
    printf(" %d\n", errno == ENOTDIR);
    return 0;
}
