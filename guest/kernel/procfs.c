/*
 * /proc: what the kernel knows, as files. They are on no disk: such a file comes into being when somebody uses its name, and
 * what is in it when it is read. The directory /proc itself is on the disk, and empty there.
 *
 *     /proc/meminfo       the pages of the machine
 *     /proc/PID/status    a process, in lines of a name and a value
 *
 * An inode of such a file has a number that no inode of the disk has, made of the pid and of which file it is.
 */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/procinfo.h>
#include <sys/stat.h>
#include "defs.h"
#include "file.h"
#include "proc.h"

#define FIRST_NUMBER 0x80000000u

enum kind { DIRECTORY, STATUS, MEMINFO, KINDS };

static struct inode *root; /* /proc; 0 on a disk that has none */

static unsigned number_of(int pid, enum kind kind)
{
    return FIRST_NUMBER + pid * KINDS + kind;
}

static int pid_of(const struct inode *inode)
{
    return (inode->number - FIRST_NUMBER) / KINDS;
}

static enum kind kind_of(const struct inode *inode)
{
    return (inode->number - FIRST_NUMBER) % KINDS;
}

/* The directory stays in use for good. */
void procfs_init(void)
{
    if (path_lookup("/proc", 1, &root) < 0)
        root = 0;
}

/* Whether a file or directory is made here; /proc is one of them. */
int procfs_has(const struct inode *inode)
{
    return inode == root || inode->number >= FIRST_NUMBER;
}

/* --- names --- */

/* The pid that a name stands for; 0: none that there is. */
static int pid_named(const char *name)
{
    const char *digit;
    int pid = 0;

    for (digit = name; *digit >= '0' && *digit <= '9' && pid < INT_MAX / 10 - 1; digit++)
        pid = pid * 10 + (*digit - '0');
    return *digit == 0 && proc_find(pid) ? pid : 0;
}

static int make(int pid, enum kind kind, struct inode **found)
{
    struct inode *inode = inode_claim(number_of(pid, kind));

    if (!inode)
        return -ENFILE;
    inode->loaded = 1;
    inode->disk.mode = kind == DIRECTORY ? S_IFDIR | 0555 : S_IFREG | 0444;
    inode->disk.links = 1;
    *found = inode;
    return 0;
}

/* What a directory has under a name that is not "." */
int procfs_lookup(struct inode *directory, const char *name, struct inode **found)
{
    int is_root = directory == root, pid = is_root ? pid_named(name) : 0;

    if (strcmp(name, "..") == 0)
        return is_root ? inode_get(VSFS_ROOT_INODE, found) : (*found = inode_again(root), 0);
    if (is_root && strcmp(name, "meminfo") == 0)
        return make(0, MEMINFO, found);
    if (pid > 0)
        return make(pid, DIRECTORY, found);
    if (!is_root && strcmp(name, "status") == 0)
        return make(pid_of(directory), STATUS, found);
    return -ENOENT;
}

/* --- what is in the files: text, or the entries of a directory, in a page --- */

struct page_text {
    char *start;
    unsigned length;
};

static void add_bytes(struct page_text *text, const void *bytes, unsigned count)
{
    if (count > PAGE_SIZE - text->length)
        return;
    memcpy(text->start + text->length, bytes, count);
    text->length += count;
}

static void add_string(struct page_text *text, const char *string)
{
    add_bytes(text, string, strlen(string));
}

static void add_number(struct page_text *text, unsigned long long value)
{
    char digits[20], *first = digits + sizeof digits;

    do
        *--first = '0' + value % 10;
    while ((value /= 10) != 0);
    add_bytes(text, first, digits + sizeof digits - first);
}

/* "Name:\t12 unit\n" */
static void add_line(struct page_text *text, const char *name, unsigned long long value, const char *unit)
{
    add_string(text, name);
    add_string(text, ":\t");
    add_number(text, value);
    add_string(text, unit);
    add_string(text, "\n");
}

static void write_memory(struct page_text *text)
{
    const unsigned kilobytes = PAGE_SIZE / 1024;

    add_line(text, "MemTotal", (memory_top() - RAM_BASE) / 1024, " kB");
    add_line(text, "MemFree", free_pages() * kilobytes, " kB");
    add_line(text, "MemAvailable", pages_left() * kilobytes, " kB"); /* without what is promised */
}

static void write_state(struct page_text *text, const struct procinfo *info)
{
    static const char *const states[] = {"", "running", "ready", "blocked", "stopped", "ended"};

    add_string(text, "State:\t");
    add_string(text, states[info->state]);
    if (info->waits_for[0]) {
        add_string(text, ": ");
        add_string(text, info->waits_for);
    }
    add_string(text, "\n");
}

static unsigned long long instructions(struct timeval time)
{
    return time.tv_sec * (unsigned long long)CLOCK_HZ + time.tv_usec * (CLOCK_HZ / 1000000);
}

static void write_status(struct page_text *text, const struct proc *p)
{
    struct procinfo info;

    procinfo_of(p, &info);
    add_string(text, "Name:\t");
    add_string(text, info.name);
    add_string(text, "\n");
    write_state(text, &info);
    add_line(text, "Pid", info.pid, "");
    add_line(text, "PPid", info.parent, "");
    add_line(text, "Group", info.group, "");
    add_line(text, "Threads", info.threads, "");
    add_line(text, "Memory", info.used.ru_maxrss, " kB");
    add_line(text, "User", instructions(info.used.ru_utime), " instructions");
    add_line(text, "Kernel", instructions(info.used.ru_stime), " instructions");
    add_line(text, "Faults", info.used.ru_minflt, "");
}

static void add_entry(struct page_text *text, unsigned number, const char *name)
{
    struct vsfs_dirent entry = {.inode = number};

    strncpy(entry.name, name, VSFS_NAME_SIZE);
    add_bytes(text, &entry, sizeof entry);
}

/* Each process has a place of its own, whoever else comes or goes between two reads; that of none is free. */
static void write_processes(struct page_text *text)
{
    const struct proc *p;

    add_entry(text, number_of(0, MEMINFO), "meminfo");
    for (p = &proc[1]; p < &proc[NPROC]; p++) {
        char digits[VSFS_NAME_SIZE] = "";
        struct page_text name = {digits, 0};
        int there = p->state == ALIVE || p->state == ZOMBIE;

        add_number(&name, p->pid);
        add_entry(text, there ? number_of(p->pid, DIRECTORY) : 0, digits);
    }
}

static void write_directory(struct page_text *text, const struct inode *inode)
{
    add_entry(text, inode->number, ".");
    add_entry(text, inode == root ? VSFS_ROOT_INODE : root->number, "..");
    if (inode == root)
        write_processes(text);
    else
        add_entry(text, number_of(pid_of(inode), STATUS), "status");
}

/* -ESRCH if the process has gone. */
static int write(struct page_text *text, const struct inode *inode)
{
    struct proc *p = inode == root || kind_of(inode) == MEMINFO ? 0 : proc_find(pid_of(inode));

    if (inode != root && kind_of(inode) == MEMINFO)
        write_memory(text);
    else if (inode == root || (p && kind_of(inode) == DIRECTORY))
        write_directory(text, inode);
    else if (p)
        write_status(text, p);
    else
        return -ESRCH;
    return 0;
}

/* Reads what is in the file now, from an offset on. */
int procfs_read(const struct inode *inode, user_address to, unsigned count, unsigned offset)
{
    struct page_text text = {page_alloc(), 0};
    int result = text.start ? write(&text, inode) : -ENOMEM;

    if (result == 0 && offset < text.length) {
        result = count < text.length - offset ? count : text.length - offset;
        if (copyout(current->pagedir, to, text.start + offset, result) < 0)
            result = -EFAULT;
    }
    if (text.start)
        page_free(text.start);
    return result;
}

/* The name that a directory here has for another one, padded with NULs. */
int procfs_name_of(unsigned number, char name[VSFS_NAME_SIZE])
{
    struct page_text text = {name, 0};

    memset(name, 0, VSFS_NAME_SIZE);
    add_number(&text, (number - FIRST_NUMBER) / KINDS);
    return 0;
}
