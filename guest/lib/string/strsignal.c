/* Signals in words. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#define SUMMARY(number, name, action, summary) [number] = summary,

static const char *const summaries[NSIG] = {SIGNALS(SUMMARY)};

char *strsignal(int signal)
{
    static char unknown[32];

    if (signal > 0 && signal < NSIG && summaries[signal])
        return (char *)summaries[signal];
    snprintf(unknown, sizeof unknown, "Unknown signal %d", signal);
    return unknown;
}
