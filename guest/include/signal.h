/* Ending processes. This kernel has no handlers: any of these ends the process, and its wait status says which. */
#ifndef _SIGNAL_H
#define _SIGNAL_H

#include <sys/types.h>

#define SIGINT 2
#define SIGKILL 9
#define SIGTERM 15

int kill(pid_t pid, int signal);
int raise(int signal);

#endif
