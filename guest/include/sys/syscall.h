/* System calls. Generated from src/isa by `npm run generate`: do not edit. */
#ifndef SYS_SYSCALL_H
#define SYS_SYSCALL_H

#define SYS_fork         1    /* int fork(void): makes a copy of the process; 0 in the child, the child’s pid in the parent */
#define SYS_exit         2    /* void exit(int status): ends the process */
#define SYS_wait         3    /* int wait(int *status): waits for a child to end; its pid */
#define SYS_waitpid      4    /* int waitpid(int pid, int *status, int options): waits for one child to end; its pid */
#define SYS_exec         5    /* int exec(const char *path, char *const argv[], char *const envp[]): replaces the program of the process by one from the disk */
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
#define SYS_sigaction    27   /* int sigaction(int signal, const struct sigaction *action, struct sigaction *old): says what a signal is to do */
#define SYS_sigreturn    28   /* int sigreturn(void): ends a handler: goes on where the signal came */
#define SYS_sigprocmask  29   /* int sigprocmask(int how, const unsigned int *set, unsigned int *old): blocks signals, or no longer */
#define SYS_sigpending   30   /* int sigpending(unsigned int *set): which signals have been sent and are blocked */
#define SYS_sigsuspend   31   /* int sigsuspend(const unsigned int *set): blocks just these signals, and waits for another one */
#define SYS_pause        32   /* int pause(void): waits for a signal */
#define SYS_alarm        33   /* int alarm(unsigned int microseconds, unsigned int interval): has SIGALRM sent after so long, and then again after each interval; what was left of the last one */
#define SYS_settickets   34   /* int settickets(int pid, int tickets): gives a process, 0 for itself, its share of the CPU: for the schedulers lottery and stride */
#define SYS_setlength    35   /* int setlength(unsigned int instructions): says how long the process will run from now on: for the scheduler shortest-first */
#define SYS_mkdir        40   /* int mkdir(const char *path, int mode): makes a directory */
#define SYS_rmdir        41   /* int rmdir(const char *path): removes an empty directory */
#define SYS_chdir        42   /* int chdir(const char *path): makes a directory the one where paths start */
#define SYS_getcwd       43   /* int getcwd(char *buffer, unsigned int size): the path of the directory where paths start; its length with the NUL */
#define SYS_link         44   /* int link(const char *old, const char *path): gives a file one more name */
#define SYS_symlink      45   /* int symlink(const char *target, const char *path): makes a symbolic link that leads to target */
#define SYS_readlink     46   /* int readlink(const char *path, char *buffer, unsigned int size): what a symbolic link says, without a NUL; its length */
#define SYS_rename       47   /* int rename(const char *old, const char *path): gives a file or directory another name, whatever had that before */
#define SYS_stat         48   /* int stat(const char *path, struct stat *status): what the file at a path is, and its size */
#define SYS_lstat        49   /* int lstat(const char *path, struct stat *status): the same, of a symbolic link itself */
#define SYS_chmod        50   /* int chmod(const char *path, int mode): changes the permissions of a file */
#define SYS_umask        51   /* int umask(int mask): says which permissions new files do not get; what it was before */
#define SYS_truncate     52   /* int truncate(const char *path, int size): makes a file so long: cuts it, or adds a hole */
#define SYS_ftruncate    53   /* int ftruncate(int fd, int size): the same, of an open file */
#define SYS_pread        54   /* int pread(int fd, void *buffer, unsigned int count, int offset): reads at an offset, and leaves that of the file as it is */
#define SYS_pwrite       55   /* int pwrite(int fd, const void *buffer, unsigned int count, int offset): writes at an offset, and leaves that of the file as it is */
#define SYS_fcntl        56   /* int fcntl(int fd, int command, int argument): asks or tells what holds for a descriptor */
#define SYS_fsync        57   /* int fsync(int fd): returns when the file is on the disk */
#define SYS_sync         58   /* int sync(void): returns when all files are on the disk */
#define SYS_thread_create 60   /* int thread_create(void *function, void *argument, void *stack, void *back): starts a thread with a function, on a stack that is there or (0) on a new one; its number */
#define SYS_thread_exit  61   /* void thread_exit(void *result): ends the thread, and with the last one the process */
#define SYS_thread_join  62   /* int thread_join(int number, void **result): waits for a thread of the process to end */
#define SYS_thread_detach 63   /* int thread_detach(int number): says that nobody will wait for a thread to end */
#define SYS_thread_kill  64   /* int thread_kill(int number, int signal): sends a signal to a thread of the process */
#define SYS_gettid       65   /* int gettid(void): the number of the thread in its process */
#define SYS_futex_wait   66   /* int futex_wait(const volatile unsigned int *word, unsigned int value, unsigned int microseconds, int use): sleeps while a word has this value, no longer than so many microseconds (0: as long as it takes) */
#define SYS_futex_wake   67   /* int futex_wake(const volatile unsigned int *word, int most): wakes threads that sleep for a word, so many at most; how many */
#define SYS_mmap         70   /* void * mmap(void *address, unsigned int length, int protection, int flags, int fd, int offset): maps a file, or memory without one, for the process alone or shared; its address */
#define SYS_munmap       71   /* int munmap(void *address, unsigned int length): takes mapped memory away */
#define SYS_msync        72   /* int msync(void *address, unsigned int length, int flags): returns when what has been written to mapped files is on the disk */
#define SYS_mprotect     73   /* int mprotect(void *address, unsigned int length, int protection): says how mapped memory may be used from now on */
#define SYS_getrusage    74   /* int getrusage(int who, struct rusage *usage): what the process, or its children (-1), have used of the machine */
#define SYS_poll         75   /* int poll(struct pollfd fds[], unsigned int count, int milliseconds): waits until one of several open files is ready; how many are */
#define SYS_procinfo     76   /* int procinfo(int after, struct procinfo *info): what the process list says of the process with the next higher pid; that pid, 0 if there is none */

#endif
