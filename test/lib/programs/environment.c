/* The environment of a program, and commands of the shell. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void show(const char *name)
{
    const char *value = getenv(name);

    printf("%s=%s\n", name, value ? value : "(none)");
}

static void environment(void)
{
    static char own[] = "OWN=put", bare[] = "OWN";
    int i;

    clearenv();
    show("HOME");
    printf("%d", setenv("A", "one", 0));
    printf("%d", setenv("A", "two", 0));
    show("A");
    printf("%d", setenv("A", "three", 1));
    printf("%d", setenv("AB", "", 1));
    show("A");
    show("AB");
    printf("%d", putenv(own));
    own[4] = 'b';
    show("OWN");
    printf("%d", setenv("B=C", "x", 1));
    printf(" %d\n", errno == EINVAL);
    printf("%d", unsetenv(""));
    printf(" %d\n", errno == EINVAL);
    for (i = 0; environ[i]; i++)
        printf("%s;", environ[i]);
    printf("\n%d", unsetenv("A"));
    show("A");
    printf("%d", putenv(bare));
    show("OWN");
    if (fork() == 0) {
        setenv("AB", "child", 1);
        show("AB");
        fflush(stdout);
        _exit(0);
    }
    wait(NULL);
    show("AB");
    printf("%d", clearenv());
    show("AB");
    printf("%d", setenv("AGAIN", "1", 1));
    show("AGAIN");
}

static void commands(void)
{
    char line[80];
    FILE *pipe;
    int status;

    printf("%d\n", system(NULL) != 0);
    fflush(stdout);
    status = system("echo from the shell");
    printf("%d %d\n", WIFEXITED(status), WEXITSTATUS(status));
    status = system("exit 3");
    printf("%d %d\n", WIFEXITED(status), WEXITSTATUS(status));
    pipe = popen("echo one; echo two", "r");
    while (fgets(line, sizeof line, pipe))
        printf("got %s", line);
    printf("%d\n", pclose(pipe));
    fflush(stdout);
    pipe = popen("cat", "w");
    fprintf(pipe, "to cat %d\n", 12);
    printf("%d\n", pclose(pipe));
    pipe = popen("exit 5", "r");
    printf("%d\n", WEXITSTATUS(pclose(pipe)));
    errno = 0;
    printf("%d", popen("echo", "x") == NULL);
    printf(" %d\n", errno == EINVAL);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    environment();
    commands();
    printf("%d\n", vfork() == 0 ? (_exit(4), 0) : (wait(NULL) > 0));
    return 0;
}
