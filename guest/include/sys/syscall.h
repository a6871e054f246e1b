/* System calls. Generated from src/isa by `npm run generate`: do not edit. */
#ifndef SYS_SYSCALL_H
#define SYS_SYSCALL_H

#define SYS_fork         1    /* int fork(void): makes a copy of the process; 0 in the child, the child’s pid in the parent */
#define SYS_exit         2    /* void exit(int status): ends the process */
#define SYS_wait         3    /* int wait(int *status): waits for a child to end; its pid */
#define SYS_waitpid      4    /* int waitpid(int pid, int *status, int options): waits for one child to end; its pid */
#define SYS_exec         5    /* int exec(const char *path, char *const argv[]): replaces the program of the process by one from the disk */
#define SYS_getpid       6    /* int getpid(void): the process’s own pid */
#define SYS_kill         7    /* int kill(int pid, int signal): sends a signal to a process, or to all of a group */
#define SYS_yield        8    /* int yield(void): gives the CPU to the next ready process */
#define SYS_sleep        9    /* int sleep(unsigned int microseconds): waits so long; one instruction is one microsecond */
#define SYS_uptime       10   /* int uptime(void): milliseconds since boot */
#define SYS_sbrk         11   /* void * sbrk(int increment): grows the heap; its former end */
#define SYS_open         12   /* int open(const char *path, int flags, int mode): opens a file; the lowest free descriptor */
#define SYS_close        13   /* int close(int fd): closes a descriptor */
#define SYS_read         14   /* int read(int fd, void *buffer, unsigned int count): reads up to count bytes; 0 at the end */
#define SYS_write        15   /* int write(int fd, const void *buffer, unsigned int count): writes count bytes */
#define SYS_lseek        16   /* int lseek(int fd, int offset, int whence): moves the offset of a file */
#define SYS_dup          17   /* int dup(int fd): a second descriptor for the same open file */
#define SYS_dup2         18   /* int dup2(int from, int to): makes `to` a descriptor for the open file of `from` */
#define SYS_fstat        19   /* int fstat(int fd, struct stat *status): what the file is, and its size */
#define SYS_getppid      20   /* int getppid(void): the parent’s pid */
#define SYS_pipe         21   /* int pipe(int fds[2]): makes a pipe: fds[0] to read, fds[1] to write */
#define SYS_unlink       22   /* int unlink(const char *path): removes a file’s name */
#define SYS_freepages    23   /* int freepages(void): how many pages of memory are free */
#define SYS_ioctl        24   /* int ioctl(int fd, unsigned int request, void *argument): asks or tells what is behind a descriptor: the settings of a terminal */
#define SYS_setpgid      25   /* int setpgid(int pid, int group): puts a process, 0 for itself, into a process group */
#define SYS_getpgid      26   /* int getpgid(int pid): the process group of a process, 0 for itself */
#define SYS_sigaction    40   /* int sigaction(int signal, const struct sigaction *action, struct sigaction *old): says what a signal is to do */
#define SYS_sigreturn    41   /* int sigreturn(void): ends a handler: goes on where the signal came */
#define SYS_sigprocmask  42   /* int sigprocmask(int how, const unsigned int *set, unsigned int *old): blocks signals, or no longer */
#define SYS_sigpending   43   /* int sigpending(unsigned int *set): which signals have been sent and are blocked */
#define SYS_sigsuspend   44   /* int sigsuspend(const unsigned int *set): blocks just these signals, and waits for another one */
#define SYS_pause        45   /* int pause(void): waits for a signal */
#define SYS_alarm        46   /* int alarm(unsigned int microseconds, unsigned int interval): has SIGALRM sent after so long, and then again after each interval; what was left of the last one */
#define SYS_settickets   47   /* int settickets(int pid, int tickets): gives a process, 0 for itself, its share of the CPU: for the schedulers lottery and stride */
#define SYS_setlength    48   /* int setlength(unsigned int instructions): says how long the process will run from now on: for the scheduler shortest-first */

/* Every system call as X(number, name), in order of its number. */
#define SYSTEM_CALLS(X) \
  X(1, fork) \
  X(2, exit) \
  X(3, wait) \
  X(4, waitpid) \
  X(5, exec) \
  X(6, getpid) \
  X(7, kill) \
  X(8, yield) \
  X(9, sleep) \
  X(10, uptime) \
  X(11, sbrk) \
  X(12, open) \
  X(13, close) \
  X(14, read) \
  X(15, write) \
  X(16, lseek) \
  X(17, dup) \
  X(18, dup2) \
  X(19, fstat) \
  X(20, getppid) \
  X(21, pipe) \
  X(22, unlink) \
  X(23, freepages) \
  X(24, ioctl) \
  X(25, setpgid) \
  X(26, getpgid) \
  X(40, sigaction) \
  X(41, sigreturn) \
  X(42, sigprocmask) \
  X(43, sigpending) \
  X(44, sigsuspend) \
  X(45, pause) \
  X(46, alarm) \
  X(47, settickets) \
  X(48, setlength)

#endif
