/*
 * Several processes make, write, read, link, rename and remove files in the same directories at random: `stressfs SEED ROUNDS`.
 * What is in a file says who has written it. At the end nothing is left of it, and no page is missing.
 */
#include <dirent.h>
#include <fcntl.h>
#include <ringside.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include "check.h"

#define PROCESSES 4
#define NAMES 6

static unsigned next(unsigned *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static char *name(unsigned *state, char *text)
{
    sprintf(text, "/stress/%s%d", next(state) % 3 ? "" : "d/", next(state) % NAMES);
    return text;
}

/* A file has one letter only, however often it was written anew. */
static void write_file(unsigned *state)
{
    char path[30], bytes[3000];
    int fd = open(name(state, path), O_WRONLY | O_CREAT | O_EXCL, 0644), pieces = next(state) % 5;

    if (fd < 0)
        return;
    memset(bytes, 'a' + next(state) % 26, sizeof bytes);
    while (pieces-- > 0)
        if (write(fd, bytes, sizeof bytes) < 0)
            CHECK(errno == ENOSPC);
    close(fd);
}

static void read_file(unsigned *state)
{
    char path[30], bytes[3000], first = 0;
    int fd = open(name(state, path), O_RDWR), count, i; /* no directory */

    if (fd < 0)
        return;
    while ((count = read(fd, bytes, sizeof bytes)) > 0)
        for (i = 0; i < count; i++) {
            first = first ? first : bytes[i];
            CHECK(bytes[i] == first || bytes[i] == 0);
        }
    close(fd);
}

static void map_file(unsigned *state)
{
    char path[30], *page, c;
    int fd = open(name(state, path), O_RDWR);

    if (fd < 0)
        return;
    page = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (page != MAP_FAILED && pread(fd, &c, 1, 0) == 1) {
        page[next(state) % 100] = c;
        munmap(page, 4096);
    }
    close(fd);
}

static void remove_file(unsigned *state)
{
    char path[30];

    if (unlink(name(state, path)) < 0)
        CHECK(errno == ENOENT || errno == EISDIR || errno == EPERM);
}

static void move_file(unsigned *state)
{
    char from[30], to[30];

    name(state, from), name(state, to);
    if (next(state) % 2)
        rename(from, to);
    else
        link(from, to);
}

static void shorten(unsigned *state)
{
    char path[30];

    truncate(name(state, path), next(state) % 9000);
}

static void make_directory(unsigned *state)
{
    char path[30];

    if (next(state) % 2)
        mkdir(name(state, path), 0755);
    else
        rmdir(name(state, path));
}

static void (*const acts[])(unsigned *) = {write_file, write_file,  read_file, read_file, map_file, 
                                           remove_file, move_file, shorten,   make_directory};

static void work(unsigned seed, int rounds)
{
    unsigned state = seed | 1;

    while (rounds-- > 0) {
        acts[next(&state) % (sizeof acts / sizeof *acts)](&state);
        if (next(&state) % 32 == 0)
            sync();
    }
    exit(0);
}

/* Removes what is in a directory, and it. */
static void remove_all(const char *path)
{
    DIR *directory = opendir(path);
    struct dirent *entry;
    char inner[60];

    while (directory && (entry = readdir(directory))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        sprintf(inner, "%s/%s", path, entry->d_name);
        if (unlink(inner) < 0)
            remove_all(inner);
    }
    closedir(directory);
    CHECK(rmdir(path) == 0);
}

int main(int argc, char *argv[])
{
    unsigned seed = argc > 1 ? atoi(argv[1]) : 1;
    int rounds = argc > 2 ? atoi(argv[2]) : 60, pages, i, pid, status;

    CHECK(mkdir("/stress", 0755) == 0 && mkdir("/stress/d", 0755) == 0);
    pages = freepages();
    for (i = 0; i < PROCESSES; i++)
        if ((pid = fork()) == 0)
            work(seed * 7919 + i * 104729, rounds);
    if (seed % 2)
        usleep(200000), kill(pid, SIGKILL); /* in the midst of something */
    while (wait(&status) > 0)
        CHECK(status == 0 || status == SIGKILL);
    remove_all("/stress");
    CHECK(pages - freepages() <= 1); /* what removing needs of the heap */
    printf("ok\n");
    return 0;
}
