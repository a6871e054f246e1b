/* kill [-SIGNAL] PID…: sends a signal, SIGTERM unless told, by number or name, to processes; a negative number is a group.
   kill -l: the signals by name. */
#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NAME(number, name, action, summary) [number] = #name,

static const char *const names[NSIG] = {SIGNALS(NAME)};

/* TERM, SIGTERM or 15; −1 if there is no such signal. */
static int signal_of(const char *text)
{
    int signal;

    if (isdigit((unsigned char)*text))
        return atoi(text) < NSIG ? atoi(text) : -1;
    for (signal = 1; signal < NSIG; signal++)
        if (names[signal] && (strcasecmp(text, names[signal]) == 0 || strcasecmp(text, names[signal] + 3) == 0))
            return signal;
    return -1;
}

static int list(void)
{
    int signal;

    for (signal = 1; signal < NSIG; signal++)
        if (names[signal])
            printf("%2d %s\n", signal, names[signal]);
    return 0;
}

static int send(const char *text, int signal)
{
    char *end;
    long pid = strtol(text, &end, 10);

    if (*end != '\0' || end == text) {
        fprintf(stderr, "kill: %s is no process\n", text);
        return 1;
    }
    if (kill(pid, signal) == 0)
        return 0;
    fprintf(stderr, "kill: %s: %s\n", text, strerror(errno));
    return 1;
}

int main(int argc, char *argv[])
{
    int first = 1, signal = SIGTERM, failed = 0;

    if (argc > 1 && strcmp(argv[1], "-l") == 0)
        return list();
    if (argc > 2 && argv[1][0] == '-') {
        signal = signal_of(argv[1] + 1);
        first = 2;
    }
    if (argc <= first) {
        fprintf(stderr, "usage: kill [-SIGNAL] PID… | kill -l\n");
        return 2;
    }
    if (signal < 0) {
        fprintf(stderr, "kill: there is no signal %s\n", argv[1] + 1);
        return 2;
    }
    for (; first < argc; first++)
        failed |= send(argv[first], signal);
    return failed;
}
