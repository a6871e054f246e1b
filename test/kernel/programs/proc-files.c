/* /proc: what the kernel knows, as files that nobody can change. */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "check.h"

static char text[4096];

/* What is in a file; its length. */
static int read_file(const char *path)
{
    int fd = open(path, O_RDONLY), length;

    CHECK(fd >= 0);
    length = read(fd, text, sizeof text - 1);
    CHECK(length > 0 && read(fd, text + length, 1) == 0);
    text[length] = '\0';
    close(fd);
    return length;
}

/* The number in the line of this name. */
static long number(const char *name)
{
    char start[32];
    const char *line;

    sprintf(start, "\n%s:\t", name);
    line = strncmp(text, start + 1, strlen(start) - 1) == 0 ? text - 1 : strstr(text, start);
    CHECK(line != NULL);
    return atol(line + strlen(start));
}

static void check_memory(void)
{
    long before;

    read_file("/proc/meminfo");
    CHECK(number("MemTotal") > number("MemFree") && number("MemFree") >= number("MemAvailable"));
    before = number("MemAvailable");
    CHECK(sbrk(1 << 20) != (void *)-1);
    read_file("/proc/meminfo");
    CHECK(number("MemAvailable") <= before - 1024);
}

static void check_status(int child)
{
    char path[40];

    sprintf(path, "/proc/%d/status", getpid());
    read_file(path);
    CHECK(strstr(text, "Name:\tproc-files\nState:\trunning\n") == text);
    CHECK(number("Pid") == getpid() && number("PPid") == getppid() && number("Threads") == 1);
    CHECK(number("Memory") > 0 && number("User") > 0 && number("Kernel") > 0);
    sprintf(path, "/proc/%d/status", child);
    read_file(path);
    CHECK(number("PPid") == getpid() && strstr(text, "\nState:\tblocked: signal\n"));
}

static int lists(const char *path, const char *name)
{
    DIR *directory = opendir(path);
    struct dirent *entry;
    int found = 0;

    CHECK(directory);
    while ((entry = readdir(directory)) != NULL)
        found += strcmp(entry->d_name, name) == 0;
    closedir(directory);
    return found;
}

static void check_names(int child)
{
    char name[16], path[40];
    struct stat status;
    int directory;

    sprintf(name, "%d", child);
    CHECK(lists("/proc", name) == 1 && lists("/proc", "meminfo") == 1 && lists("/proc", ".") == 1);
    sprintf(path, "/proc/%d", child);
    CHECK(lists(path, "status") == 1 && lists(path, "..") == 1);
    CHECK(stat(path, &status) == 0 && S_ISDIR(status.st_mode));
    CHECK(chdir(path) == 0 && getcwd(text, sizeof text) && strcmp(text, path) == 0);
    CHECK(stat("status", &status) == 0 && S_ISREG(status.st_mode) && (status.st_mode & 0777) == 0444);
    CHECK(stat("../meminfo", &status) == 0 && stat("../../bin", &status) == 0);
    CHECK(chdir("/") == 0);
    directory = open(path, O_RDONLY | O_DIRECTORY);
    CHECK(directory >= 0);
    kill(child, SIGKILL);
    status_of(child);
    CHECK_ERROR(ESRCH, read(directory, text, sizeof text));
    CHECK_ERROR(ENOENT, open(path, O_RDONLY));
    CHECK(lists("/proc", name) == 0);
    close(directory);
}

static void check_changes(void)
{
    int fd = open("/file", O_CREAT | O_WRONLY, 0644);

    CHECK(fd >= 0 && close(fd) == 0);
    CHECK_ERROR(EACCES, open("/proc/meminfo", O_WRONLY));
    CHECK_ERROR(EROFS, open("/proc/new", O_CREAT | O_WRONLY, 0644));
    CHECK_ERROR(EROFS, mkdir("/proc/1/new", 0755));
    CHECK_ERROR(EROFS, unlink("/proc/meminfo"));
    CHECK_ERROR(EROFS, rmdir("/proc/1"));
    CHECK_ERROR(EROFS, rmdir("/proc"));
    CHECK_ERROR(EROFS, rename("/proc", "/other"));
    CHECK_ERROR(EROFS, rename("/proc/meminfo", "/other"));
    CHECK_ERROR(EROFS, rename("/file", "/proc/file"));
    CHECK_ERROR(EROFS, link("/proc/meminfo", "/other"));
    CHECK_ERROR(EROFS, link("/file", "/proc/file"));
    CHECK_ERROR(EROFS, symlink("/file", "/proc/link"));
    CHECK_ERROR(EROFS, truncate("/proc/meminfo", 0));
    CHECK_ERROR(EROFS, chmod("/proc/meminfo", 0666));
    CHECK_ERROR(ENOENT, open("/proc/0", O_RDONLY));
    CHECK_ERROR(ENOENT, open("/proc/99999999999999999999", O_RDONLY));
    CHECK_ERROR(ENOENT, open("/proc/1x", O_RDONLY));
    CHECK_ERROR(ENOTDIR, open("/proc/meminfo/x", O_RDONLY));
    CHECK_ERROR(EACCES, execl("/proc/1", "x", NULL));
    CHECK_ERROR(ENOEXEC, execl("/proc/meminfo", "x", NULL));
    CHECK_ERROR(ENOENT, open("/other", O_RDONLY));
    CHECK(unlink("/file") == 0);
}

int main(void)
{
    int child = fork();

    if (child == 0)
        for (;;)
            pause();
    usleep(100000);
    check_memory();
    check_status(child);
    check_changes();
    check_names(child);
    puts("ok");
    return 0;
}
