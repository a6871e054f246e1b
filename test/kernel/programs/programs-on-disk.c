/* exec: what it takes and what it refuses; a refusal leaves the program as it was. The files are made by the test. */
#include <fcntl.h>
#include <ringside.h>
#include "check.h"

static char page[5000];

/* As the new program: prints its arguments. */
static int show(int argc, char *argv[])
{
    int i;

    for (i = 1; i < argc; i++)
        printf("[%.20s]", argv[i]);
    printf(" %d %s\n", argc, argv[argc] ? "not ended" : "ended");
    return argc;
}

static int run(char *path, char *argv[])
{
    int pid;

    fflush(stdout);
    pid = fork();
    if (pid == 0) {
        execv(path, argv);
        exit(100 + errno);
    }
    return status_of(pid) >> 8;
}

static int run_file(char *path)
{
    char *argv[] = {path, 0};

    return run(path, argv) - 100;
}

static void arguments(char *self)
{
    char *few[] = {self, "show", "", "two words", 0}, *many[34];
    int i;

    CHECK(run(self, few) == 4);
    for (i = 0; i < 34; i++)
        many[i] = "show";
    many[32] = 0;
    CHECK(run(self, many) == 32);
    many[32] = "show";
    many[33] = 0;
    CHECK(run(self, many) == 100 + E2BIG);
    memset(page, 'x', sizeof page);
    page[4095] = 0;
    many[1] = page;
    many[2] = 0;
    CHECK(run(self, many) == 100 + E2BIG);
    many[0] = self;
    page[4096 - strlen(self) - 2] = 0;
    CHECK(run(self, many) == 2);
    CHECK_ERROR(ENAMETOOLONG, execv(page, many));
}

static void refusals(void)
{
    int before = freepages();

    CHECK(run_file("/bin/none") == ENOENT);
    CHECK(run_file("") == ENOENT);
    CHECK(run_file("/bin") == EACCES);
    CHECK(run_file("/test/text") == ENOEXEC);
    CHECK(run_file("/test/empty") == ENOEXEC);
    CHECK(run_file("/test/headers-cut") == ENOEXEC);
    CHECK(run_file("/test/text-cut") == ENOEXEC);
    CHECK(run_file("/test/other-machine") == ENOEXEC);
    CHECK(run_file("/test/in-kernel") == ENOEXEC);
    CHECK(run_file("/test/in-page-0") == ENOEXEC);
    CHECK(run_file("/test/over-stack") == ENOEXEC);
    CHECK(run_file("/test/wraps") == ENOEXEC);
    CHECK(run_file("/test/overlaps") == ENOEXEC);
    CHECK(run_file("/test/too-big") == ENOMEM);
    CHECK(run_file("/test/many-headers") == ENOEXEC);
    CHECK(freepages() == before);
}

int main(int argc, char *argv[])
{
    if (argc > 1)
        return show(argc, argv);
    arguments(argv[0]);
    refusals();
    printf("ok\n");
    return 0;
}
