/* The system calls of POSIX, and what is built on them. */
#ifndef _UNISTD_H
#define _UNISTD_H

#include <stddef.h>
#include <sys/types.h>

#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2

#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif

#define F_OK 0
#define X_OK 1
#define W_OK 2
#define R_OK 4

pid_t fork(void);
pid_t getpid(void);
pid_t getppid(void);
int gettid(void);
_Noreturn void _exit(int status);
pid_t vfork(void);

int execv(const char *path, char *const argv[]);
int execvp(const char *file, char *const argv[]);
int execl(const char *path, const char *arg, ...);
int execlp(const char *file, const char *arg, ...);
int execve(const char *path, char *const argv[], char *const envp[]);
int execvpe(const char *file, char *const argv[], char *const envp[]);
int execle(const char *path, const char *arg, ...); /* (char *)NULL and envp at its end */

/* Any system call by its number (sys/syscall.h), with up to six arguments: what its own function would return. */
long syscall(long number, ...);

ssize_t read(int fd, void *buffer, size_t count);
ssize_t write(int fd, const void *buffer, size_t count);
int close(int fd);
off_t lseek(int fd, off_t offset, int whence);
int dup(int fd);
int dup2(int from, int to);
int pipe(int fds[2]);
ssize_t pread(int fd, void *buffer, size_t count, off_t offset);
ssize_t pwrite(int fd, const void *buffer, size_t count, off_t offset);
int isatty(int fd);

int link(const char *old, const char *path);
int symlink(const char *target, const char *path);
ssize_t readlink(const char *path, char *buffer, size_t size);
int unlink(const char *path);
int rmdir(const char *path);
int access(const char *path, int how);
int truncate(const char *path, off_t size);
int ftruncate(int fd, off_t size);
int fsync(int fd);
void sync(void);

int chdir(const char *path);
char *getcwd(char *buffer, size_t size);

/* Process groups: which a process is in, and which one ^C at a terminal ends. */
int setpgid(pid_t pid, pid_t group);
pid_t getpgid(pid_t pid);
pid_t getpgrp(void);
int tcsetpgrp(int fd, pid_t group);
pid_t tcgetpgrp(int fd);

/* There is one user, the one that may do everything. */
uid_t getuid(void);
uid_t geteuid(void);
gid_t getgid(void);
gid_t getegid(void);


extern char **environ;

/* What the system has, by its name; -1 for a name that means nothing here. */
#define _SC_CLK_TCK 2
#define _SC_PAGESIZE 30
#define _SC_PAGE_SIZE _SC_PAGESIZE
#define _SC_NPROCESSORS_CONF 83
#define _SC_NPROCESSORS_ONLN 84
long sysconf(int name);

void *sbrk(int increment);
int brk(void *end);
int getpagesize(void);

unsigned int sleep(unsigned int seconds);
int usleep(useconds_t microseconds);

/* Signals: waiting for one, and SIGALRM after a time; what was left of the last one. ualarm() sends it again after each interval. */
int pause(void);
unsigned int alarm(unsigned int seconds);
useconds_t ualarm(useconds_t microseconds, useconds_t interval);

/* getopt: the options of a command line. */
extern char *optarg;
extern int optind, opterr, optopt;
int getopt(int argc, char *const argv[], const char *options);

#endif
