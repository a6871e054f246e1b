/* Names: directories, links, symbolic links, renaming, the current directory, permissions. */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include "check.h"

static char buffer[4096];

static void write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

    CHECK(fd >= 0);
    CHECK(write(fd, text, strlen(text)) == (int)strlen(text));
    CHECK(close(fd) == 0);
}

static void check_file(const char *path, const char *text)
{
    int fd = open(path, O_RDONLY), count;

    CHECK(fd >= 0);
    count = read(fd, buffer, sizeof buffer - 1);
    CHECK(count >= 0);
    buffer[count] = 0;
    CHECK(strcmp(buffer, text) == 0);
    CHECK(close(fd) == 0);
}

static struct stat status_at(const char *path)
{
    struct stat status;

    CHECK(lstat(path, &status) == 0);
    return status;
}

static void check_links(const char *path, unsigned links)
{
    CHECK(status_at(path).st_nlink == links);
}

static void directories(void)
{
    unsigned before = status_at("/").st_nlink;

    CHECK(mkdir("/d", 0755) == 0 && mkdir("/d/e/", 0700) == 0);
    CHECK(status_at("/").st_nlink == before + 1);
    check_links("/d", 3);
    check_links("/d/e", 2);
    CHECK(status_at("/d/e").st_mode == (S_IFDIR | 0700));
    write_file("/d/e/f", "deep");
    check_file("/d/./e/../../d/e//f", "deep");
    CHECK_ERROR(EEXIST, mkdir("/d", 0755));
    CHECK_ERROR(EEXIST, mkdir("/d/.", 0755));
    CHECK_ERROR(EEXIST, mkdir("/d/e/f", 0755));
    CHECK_ERROR(EEXIST, mkdir("/", 0755));
    CHECK_ERROR(ENOENT, mkdir("/none/e", 0755));
    CHECK_ERROR(ENOTDIR, mkdir("/d/e/f/g", 0755));
    CHECK_ERROR(ENOENT, mkdir("", 0755));
    CHECK_ERROR(ENOTEMPTY, rmdir("/d"));
    CHECK_ERROR(ENOTEMPTY, rmdir("/d/e"));
    CHECK_ERROR(EISDIR, unlink("/d/e"));
    CHECK_ERROR(ENOTDIR, rmdir("/d/e/f"));
    CHECK_ERROR(EINVAL, rmdir("/d/e/."));
    CHECK_ERROR(ENOTEMPTY, rmdir("/d/e/.."));
    CHECK_ERROR(EBUSY, rmdir("/"));
    CHECK_ERROR(ENOENT, rmdir("/d/none"));
    CHECK(unlink("/d/e/f") == 0 && rmdir("/d/e/") == 0 && remove("/d") == 0);
    CHECK(status_at("/").st_nlink == before);
    CHECK_ERROR(ENOENT, rmdir("/d"));
}

static void check_here(const char *path)
{
    char here[PATH_MAX];

    CHECK(getcwd(here, sizeof here) == here);
    CHECK(strcmp(here, path) == 0);
}

/* A child starts where its parent is, and goes its own way. */
static void inherited(void)
{
    int pid = fork();

    if (pid == 0) {
        check_here("/way/there");
        CHECK(chdir("..") == 0);
        check_here("/way");
        exit(0);
    }
    CHECK(status_of(pid) == 0);
    check_here("/way/there");
}

static void current_directory(void)
{
    char small[4];
    char *made;

    check_here("/");
    CHECK(mkdir("/way", 0755) == 0 && mkdir("way/there", 0755) == 0);
    CHECK(chdir("way") == 0 && chdir("there/") == 0);
    inherited();
    write_file("file", "here");
    check_file("/way/there/file", "here");
    check_file("./../there/file", "here");
    CHECK(getcwd(small, sizeof small) == NULL && errno == ERANGE);
    CHECK(getcwd(small, 0) == NULL && errno == EINVAL);
    CHECK((made = getcwd(NULL, 0)) != NULL && strcmp(made, "/way/there") == 0);
    free(made);
    CHECK_ERROR(ENOTDIR, chdir("file"));
    CHECK_ERROR(ENOENT, chdir("none"));
    CHECK(rename("/way", "/path") == 0);
    check_here("/path/there");
    CHECK(unlink("file") == 0 && rmdir("/path/there") == 0);
    /* Where nothing is any more, nothing can be made. */
    CHECK(getcwd(buffer, sizeof buffer) == NULL && errno == ENOENT);
    CHECK_ERROR(ENOENT, open("new", O_WRONLY | O_CREAT, 0644));
    CHECK_ERROR(ENOENT, mkdir("new", 0755));
    CHECK_ERROR(ENOENT, link("/bin/init", "new"));
    CHECK_ERROR(ENOENT, symlink("x", "new"));
    CHECK_ERROR(ENOENT, rename("/bin/init", "new"));
    CHECK(status_at(".").st_nlink == 0);
    CHECK_ERROR(ENOENT, chdir(".."));
    CHECK(chdir("/") == 0 && rmdir("path") == 0);
    check_here("/");
}

static void links(void)
{
    struct stat first, second;

    write_file("/a", "one file");
    CHECK(link("/a", "/b") == 0);
    first = status_at("/a"), second = status_at("/b");
    CHECK(first.st_ino == second.st_ino && first.st_nlink == 2 && second.st_nlink == 2);
    write_file("/b", "changed");
    check_file("/a", "changed");
    CHECK_ERROR(EEXIST, link("/a", "/b"));
    CHECK_ERROR(ENOENT, link("/none", "/c"));
    CHECK_ERROR(ENOENT, link("/a", "/c/"));
    CHECK_ERROR(EPERM, link("/bin", "/c"));
    CHECK(unlink("/a") == 0);
    check_links("/b", 1);
    check_file("/b", "changed");
    CHECK(unlink("/b") == 0);
}

static void check_link(const char *path, const char *target)
{
    int length = readlink(path, buffer, sizeof buffer);

    CHECK(length == (int)strlen(target) && strncmp(buffer, target, length) == 0);
    CHECK(S_ISLNK(status_at(path).st_mode) && (int)status_at(path).st_size == length);
}

static void symbolic_links(void)
{
    struct stat status;

    CHECK(mkdir("/s", 0755) == 0);
    write_file("/s/file", "text");
    CHECK(symlink("file", "/s/near") == 0 && symlink("/s/file", "/far") == 0 && symlink("s", "/folder") == 0);
    check_link("/s/near", "file");
    check_link("/folder", "s");
    CHECK(readlink("/far", buffer, 3) == 3 && strncmp(buffer, "/s/", 3) == 0);
    check_file("/s/near", "text");
    check_file("/far", "text");
    check_file("/folder/near", "text");
    check_file("/folder/../folder/file", "text");
    CHECK(stat("/folder", &status) == 0 && S_ISDIR(status.st_mode));
    CHECK(lstat("/folder/", &status) == 0 && S_ISDIR(status.st_mode));
    CHECK_ERROR(EINVAL, readlink("/s/file", buffer, 10));
    CHECK_ERROR(EEXIST, symlink("x", "/far"));
    CHECK_ERROR(ENOENT, symlink("", "/empty"));
    CHECK_ERROR(ENOTDIR, open("/far/", O_RDONLY));
    /* A link to nothing: open makes what it leads to, but not with O_EXCL. */
    CHECK(symlink("later", "/s/dangling") == 0);
    CHECK_ERROR(ENOENT, open("/s/dangling", O_RDONLY));
    CHECK_ERROR(EEXIST, open("/s/dangling", O_WRONLY | O_CREAT | O_EXCL, 0644));
    write_file("/s/dangling", "made");
    check_file("/s/later", "made");
    CHECK_ERROR(EEXIST, mkdir("/s/dangling", 0755));
    /* Links in a circle. */
    CHECK(symlink("two", "/one") == 0 && symlink("one", "/two") == 0);
    CHECK_ERROR(ELOOP, open("/one", O_RDONLY));
    CHECK_ERROR(ELOOP, chdir("/two/x"));
    CHECK(unlink("/one") == 0 && unlink("/two") == 0);
    /* What is removed is the link. */
    CHECK(chdir("/folder") == 0);
    check_here("/s");
    CHECK(chdir("/") == 0 && unlink("/folder") == 0 && unlink("/far") == 0 && unlink("/s/near") == 0);
    CHECK(unlink("/s/dangling") == 0 && unlink("/s/later") == 0 && unlink("/s/file") == 0 && rmdir("/s") == 0);
}

/* As long as a path can be, what a link says included. */
static void long_links(void)
{
    char target[PATH_MAX + 1];

    memset(target, '/', sizeof target);
    strcpy(target + PATH_MAX - 4, "bin");
    CHECK(symlink(target, "/long") == 0);
    CHECK(close(open("/long", O_RDONLY)) == 0);
    CHECK_ERROR(ENAMETOOLONG, open("/long/init", O_RDONLY));
    CHECK(unlink("/long") == 0);
    strcpy(target + PATH_MAX - 3, "bin");
    CHECK_ERROR(ENAMETOOLONG, symlink(target, "/long"));
}

static void renaming_files(void)
{
    write_file("/r", "first");
    write_file("/t", "second");
    CHECK(rename("/r", "/u") == 0);
    check_file("/u", "first");
    CHECK_ERROR(ENOENT, open("/r", O_RDONLY));
    CHECK(rename("/u", "/t") == 0);
    check_file("/t", "first");
    CHECK(link("/t", "/v") == 0 && rename("/t", "/v") == 0);
    check_links("/t", 2);
    CHECK(rename("/t", "/t") == 0 && unlink("/v") == 0);
    CHECK_ERROR(ENOENT, rename("/none", "/x"));
    CHECK_ERROR(EISDIR, rename("/t", "/bin"));
    CHECK_ERROR(ENOTDIR, rename("/t", "/x/"));
    CHECK_ERROR(ENOENT, rename("/t", "/none/x"));
    CHECK(unlink("/t") == 0);
}

static void renaming_directories(void)
{
    unsigned before = status_at("/").st_nlink;

    CHECK(mkdir("/m", 0755) == 0 && mkdir("/m/n", 0755) == 0 && mkdir("/o", 0755) == 0);
    write_file("/m/n/f", "moved");
    CHECK_ERROR(EINVAL, rename("/m", "/m/n/m"));
    CHECK_ERROR(EINVAL, rename("/m", "/m/x"));
    CHECK_ERROR(ENOTDIR, rename("/m", "/m/n/f"));
    CHECK_ERROR(ENOTEMPTY, rename("/o", "/m"));
    CHECK_ERROR(EBUSY, rename("/m/.", "/x"));
    CHECK_ERROR(EBUSY, rename("/", "/x"));
    CHECK(rename("/m/n", "/o/n/") == 0);
    check_links("/m", 2);
    check_links("/o", 3);
    check_file("/o/n/../n/f", "moved");
    CHECK(status_at("/o/n/..").st_ino == status_at("/o").st_ino);
    CHECK(rename("/o", "/m") == 0);
    CHECK(status_at("/").st_nlink == before + 1);
    check_file("/m/n/f", "moved");
    CHECK(unlink("/m/n/f") == 0 && rmdir("/m/n") == 0 && rmdir("/m") == 0);
    CHECK(status_at("/").st_nlink == before);
}

static void permissions(void)
{
    int fd;

    CHECK(umask(027) == 022);
    fd = open("/p", O_WRONLY | O_CREAT, 0666);
    CHECK(fd >= 0 && close(fd) == 0 && status_at("/p").st_mode == (S_IFREG | 0640));
    CHECK(mkdir("/q", 0777) == 0 && status_at("/q").st_mode == (S_IFDIR | 0750));
    CHECK(umask(022) == 027);
    CHECK(chmod("/p", 0711) == 0 && status_at("/p").st_mode == (S_IFREG | 0711) && access("/p", X_OK) == 0);
    CHECK(chmod("/p", 0600) == 0);
    CHECK_ERROR(EACCES, access("/p", X_OK));
    CHECK_ERROR(ENOENT, chmod("/none", 0600));
    CHECK(access("/p", R_OK | W_OK) == 0 && access("/bin/init", X_OK) == 0);
    CHECK(unlink("/p") == 0 && rmdir("/q") == 0);
}

int main(void)
{
    directories();
    current_directory();
    links();
    symbolic_links();
    long_links();
    renaming_files();
    renaming_directories();
    permissions();
    printf("ok\n");
    return 0;
}
