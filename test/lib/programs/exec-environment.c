#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <unistd.h>
#include <sys/wait.h>
static int started(int argc, char *argv[], char *envp[])
{
    int i;
    printf("%d:", argc);
    for (i = 0; argv[i]; i++) printf(" %s", argv[i]);
    printf(" |");
    for (i = 0; envp[i]; i++) printf(" %s", envp[i]);
    printf(" | %d %s\n", environ == envp, getenv("B") ? getenv("B") : "(none)");
    setenv("B", "changed", 1); unsetenv("A"); putenv("C=new");
    for (i = 0; environ[i]; i++) printf(" %s", environ[i]);
    printf("\n");
    return 0;
}
static char *self;
static void in_child(int n)
{
    char *argv[] = {"env", "again", "x", NULL}, *envp[] = {"A=1", "B=two words", "EMPTY=", NULL}, *none[] = {NULL};
    fflush(stdout);
    if (fork() == 0) {
        switch (n) {
        case 0: execve(self, argv, envp); break;
        case 1: execve(self, argv, none); break;
        case 2: setenv("B", "set", 1); execv(self, argv); break;
        case 3: execle(self, "env", "again", (char *)NULL, envp); break;
        case 4: execvpe(self, argv, envp); break;
        case 5: clearenv(); execvp(self, argv); break;
        case 6: setenv("PATH", "/nowhere:/bin:/tmp", 1); execlp("echo", "echo", "by", "PATH", (char *)NULL); break;
        case 7: setenv("PATH", "/nowhere:/none", 1); execlp("no-such-echo", "echo", "by", "PATH", (char *)NULL); break;
        }
        printf("not started: %s\n", strerror(errno));
        exit(1);
    }
    wait(NULL);
}
int main(int argc, char *argv[], char *envp[])
{
    int i;
    self = argv[0];
    if (argc > 1) return started(argc, argv, envp);
    clearenv();
    for (i = 0; i < 8; i++) in_child(i);
    setenv("X", "for the shell", 1);
    fflush(stdout);
    system("echo \"$X\" '$X' ${X}y $Y.");
    return 0;
}
