/* Every function that one file of the kernel offers to the others, by file. */
#ifndef DEFS_H
#define DEFS_H

#include <sys/types.h>
#include "param.h"
#include "vm.h"

struct arguments;
struct buffer;
struct context;
struct deadline;
struct file;
struct inode;
struct mapping;
struct pipe;
struct place;
struct proc;
struct procinfo;
struct program;
struct sigaction;
struct sleeplock;
struct stat;
struct thread;
struct trapframe;

/* Marked by the linker. */
extern char __text_start[], __text_end[], __rodata_start[], __rodata_end[], _end[];

/* boot.toy, trapentry.toy, swtch.toy */
void trapentry(void);
void first_return(void);
void swtch(struct context *from, struct context *to);

/* console.c */
void print_char(char c);
void print_string(const char *s);
void kprintf(const char *format, ...);
void panic(const char *format, ...);
void console_fresh_line(void);
int console_write(user_address from, unsigned count);

/* tty.c: the terminal */
void tty_init(void);
void tty_interrupt(void);
int tty_read(user_address to, unsigned count, int nonblocking);
int tty_poll(int events);
int tty_ioctl(unsigned request, user_address argument);

/* memory.c: physical pages */
void memory_init(void);
void *page_alloc(void);
void *page_alloc_zeros(void);
void *page_alloc_promised(void);
int page_promise(void);
void page_release_promise(void);
unsigned page_owners(const void *page);
void page_share(void *page);
void page_free(void *page);
int free_pages(void);
int pages_left(void);
unsigned memory_top(void);
unsigned memory_fresh(void);

/* vm.c: page tables, and the kernel's half of them */
void vm_init(void);
void vm_map_fresh(unsigned page);
pte_t *vm_entry(pte_t *pagedir, unsigned address);
int vm_map(pte_t *pagedir, unsigned address, void *page, unsigned permissions);
void vm_free_entry(pte_t *entry);
int vm_set(pte_t *pagedir, user_address page, pte_t value);
user_address vm_next_table(user_address address);
void vm_unmap(pte_t *pagedir, user_address from, user_address to);
int vm_promise(pte_t *pagedir, user_address from, user_address to, unsigned permissions);
int vm_map_zeros(pte_t *pagedir, user_address page, unsigned permissions);
void vm_use(pte_t *pagedir);
unsigned kstack_alloc(int slot);
void kstack_free(unsigned kstack);
extern pte_t *kernel_pagedir;

/* space.c: the half of a process */
pte_t *vm_alloc(const struct program *program);
pte_t *vm_fork(void);
void vm_free(pte_t *pagedir);
unsigned vm_frames(const pte_t *pagedir);
int vm_grow(pte_t *pagedir, user_address from, user_address to);
void vm_shrink(pte_t *pagedir, user_address from, user_address to);
int vm_protect(user_address from, unsigned size, unsigned permissions);

/* fault.c: pages on demand */
pte_t fault_fork(pte_t *entry);
int fault_protect(pte_t *entry, unsigned permissions);
int fault_bring(pte_t *pagedir, user_address address, int write);
extern const user_address user_stack_limit;
extern const unsigned thread_stack_size;

/* mmap.c: files in memory, and memory that processes share */
int mmap_add(const struct mapping *m);
int mmap_remove(user_address from, unsigned size);
int mmap_sync(user_address from, unsigned size);
void mmap_end(void);

/* shared.c: pages of files that processes share */
char *shared_page(const struct inode *inode, unsigned index);
int shared_read(struct inode *inode, unsigned index, char *page);
int shared_get(struct inode *inode, unsigned index, char **page);
void shared_change(const void *page);
void shared_truncate(const struct inode *inode, unsigned size);
int shared_sweep(int all);

/* copy.c: between the kernel and user memory */
char *user_pointer(pte_t *pagedir, user_address address, unsigned permission);
int user_pages(pte_t *pagedir, user_address address, unsigned count, unsigned permission);
int user_range(user_address address, unsigned count, unsigned permission);
int copyin(void *to, user_address from, unsigned count);
int copyout(pte_t *pagedir, user_address to, const void *from, unsigned count);
int copyinstr(char *to, user_address from, unsigned size);

/* trap.c */
void trap_init(void);
void trap(struct trapframe *tf);
void syscall(struct trapframe *tf);

/* clock.c */
void clock_init(void);
unsigned long long clock_now(void);
int clock_sleep(unsigned microseconds);
unsigned clock_alarm(unsigned microseconds, unsigned interval);
void clock_expect(struct deadline *deadline, unsigned long long time);
void clock_forget(struct deadline *deadline);
void clock_check(unsigned long long now);
void clock_idle(void);
void clock_busy(void);

/* proc.c: the process list */
void proc_init(void);
struct proc *proc_create(const char *name);
void proc_free(struct proc *p);
struct proc *proc_find(int pid);
int proc_fork(void);
unsigned long long proc_time(const struct proc *p);
void proc_end(void);
void proc_exit(int status);
int proc_wait(int pid, int *status, int options);
int proc_kill(int pid, int signal);
int proc_kill_group(int group, int signal);
int proc_group_is_orphaned(int group);
int proc_set_group(int pid, int group);
int proc_group(int pid);

/* sysinfo.c */
void procinfo_of(const struct proc *p, struct procinfo *info);

/* thread.c */
struct thread *thread_create(struct proc *p);
void thread_free(struct thread *t);
void thread_fork(struct thread *t);
void forkret(void);
struct thread *thread_find(int number);
int thread_stack_reaches(user_address address);
int thread_start(user_address function, unsigned argument, user_address stack, user_address back);
void thread_free_departed(void);
void thread_end(unsigned result);
int thread_must_end(const struct thread *t);
void thread_end_others(void);
void thread_free_others(void);
int thread_become_only(void);
int thread_join(int number, unsigned *result);
int thread_detach(int number);

/* futex.c: sleeping until a word changes */
int futex_block(user_address address, unsigned value, unsigned microseconds, unsigned use);
int futex_unblock(user_address address, int most);

/* signal.c */
int signal_waiting(const struct thread *t);
int signal_ends(const struct thread *t);
void signal_send(struct proc *p, int signal);
int signal_send_thread(struct thread *t, int signal);
int signal_is_caught(int signal);
void signal_deliver(struct trapframe *tf);
void signal_return(struct trapframe *tf);
int signal_restarts(unsigned call);
int signal_set_action(int signal, const struct sigaction *action);
int signal_block(int how, unsigned set);
int signal_pause(void);
int signal_suspend(unsigned set);
void signal_fork(struct proc *child);
void signal_exec(struct proc *p);

/* sched.c: who runs */
void sched_init(void);
void sched(const char *reason);
void yield(const char *reason);
void make_ready(struct thread *t);
void idle(void);

/* wait.c: who waits, and for what */
void block(const void *channel, const char *why);
void block_until(const void *channel, const char *why, unsigned long long time);
struct thread *first_blocked(const void *channel);
void unblock(struct thread *t);
int wakeup_some(const void *channel, int most);
void wakeup(const void *channel);

/* sleeplock.c: locks that are held while their holder waits */
void lock_take(struct sleeplock *lock, const char *what);
int lock_take_killable(struct sleeplock *lock, const char *what);
void lock_release(struct sleeplock *lock);

/* exec.c */
int exec(struct proc *p, const char *path, const struct arguments *arguments);
void start_init(void);

/* disk.c */
int disk_read(unsigned block, void *data);
int disk_write(unsigned block, const void *data);
void disk_interrupt(void);

/* buffer.c */
struct buffer *buffer_read(unsigned block);
void buffer_change(struct buffer *buffer);
void buffer_zero(unsigned block);
void buffer_clean(struct buffer *buffer);
void buffer_forget(unsigned block);
unsigned buffers_changed(void);
struct buffer *next_changed(struct buffer *buffer);

/* journal.c: what is changed together comes to the disk together */
void journal_begin(void);
void journal_end(void);
int journal_commit(void);
int journal_recover(unsigned journal);

/* fs.c: the file system as a whole, and which of its blocks and inodes are free */
void fs_mount(void);
void fs_begin(void);
void fs_end(void);
int fs_sync(void);
int block_alloc(void);
void block_free(unsigned block);
int inode_number_alloc(void);
void inode_number_free(unsigned number);
unsigned inode_block(unsigned number);

/* inode.c: files without names */
struct inode *inode_claim(unsigned number);
int inode_load(struct inode *inode, struct inode **found);
int inode_get(unsigned number, struct inode **found);
int inode_create(mode_t mode, unsigned links, struct inode **created);
struct inode *inode_again(struct inode *inode);
void inode_release(struct inode *inode);
void inode_lock(struct inode *inode);
void inode_unlock(struct inode *inode);
int inode_update(struct inode *inode);
int inode_is_nameless(const struct buffer *buffer, unsigned number);
int inode_read(struct inode *inode, void *to, unsigned offset, unsigned count);
int inode_write(struct inode *inode, const void *from, unsigned offset, unsigned count);
int inode_truncate(struct inode *inode, unsigned size);

/* directory.c: the names in one directory */
int directory_lookup(struct inode *directory, const char *name, struct inode **found);
int directory_add(struct inode *directory, const char *name, unsigned number);
int directory_change(struct inode *directory, const char *name, unsigned number);
int directory_name_of(struct inode *directory, unsigned number, char *name);
int directory_check_empty(struct inode *directory);

/* procfs.c: /proc */
void procfs_init(void);
int procfs_has(const struct inode *inode);
int procfs_lookup(struct inode *directory, const char *name, struct inode **found);
int procfs_name_of(unsigned number, char *name);
int procfs_read(const struct inode *inode, user_address to, unsigned count, unsigned offset);

/* path.c: where paths lead */
int path_find(const char *path, int follow, struct place *place);
void place_release(struct place *place);
int path_lookup(const char *path, int follow, struct inode **found);
int path_of(struct inode *directory, char *path);

/* names.c: names that come, go and move */
int path_create(const char *path, int exclusive, mode_t mode, struct inode **found);
int path_make_directory(const char *path, mode_t mode);
int path_symlink(const char *target, const char *path);
int path_link(const char *old, const char *new);
int path_unlink(const char *path);
int path_remove_directory(const char *path);
int path_rename(const char *old, const char *new);

/* file.c: open files */
struct file *file_alloc(void);
struct file *file_again(struct file *file);
void file_close(struct file *file);
void file_close_on_exec(struct proc *p);
void file_set_directory(struct inode *directory);
int file_read(struct file *file, user_address to, unsigned count);
int file_write(struct file *file, user_address from, unsigned count);
int file_read_at(struct file *file, user_address to, unsigned count, unsigned offset);
int file_write_at(struct file *file, user_address from, unsigned count, unsigned offset);
int file_poll(const struct file *file, int events);
int file_ioctl(struct file *file, unsigned request, user_address argument);
int file_seek(struct file *file, int offset, int whence);
int file_truncate(struct file *file, int size);
void file_stat(const struct file *file, struct stat *status);
void inode_stat(const struct inode *inode, struct stat *status);

/* poll.c: waiting for several files at once */
void poll_wake(void);

/* pipe.c */
int pipe_create(struct file *ends[2]);
void pipe_close(struct pipe *pipe, int writer);
int pipe_poll(const struct pipe *pipe, int writer);
int pipe_read(struct pipe *pipe, user_address to, unsigned count, int nonblocking);
int pipe_write(struct pipe *pipe, user_address from, unsigned count, int nonblocking);

#endif
