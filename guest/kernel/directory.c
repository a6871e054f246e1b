/*
 * Directories: files of entries, each a name and an inode number. Every directory has "." for itself and ".." for the
 * one that it lies in; the root lies in itself. Once its last name is gone it is empty, even of these.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include "defs.h"
#include "file.h"

typedef int fits(const struct vsfs_dirent *entry, const void *wanted);

static int find_held(struct inode *directory, fits *fits, const void *wanted, struct vsfs_dirent *entry)
{
    unsigned offset;

    for (offset = 0; offset < directory->disk.size; offset += sizeof *entry) {
        int result = inode_read(directory, entry, offset, sizeof *entry);

        if (result < 0)
            return result;
        if (fits(entry, wanted))
            break;
    }
    return offset;
}

/* The offset of the first entry that fits; the end of the directory if there is none. */
static int find(struct inode *directory, fits *fits, const void *wanted, struct vsfs_dirent *entry)
{
    int offset;

    inode_lock(directory);
    offset = find_held(directory, fits, wanted, entry);
    inode_unlock(directory);
    return offset;
}

static int is_free(const struct vsfs_dirent *entry, const void *nothing)
{
    (void)nothing;
    return entry->inode == 0;
}

static int has_name(const struct vsfs_dirent *entry, const void *name)
{
    return entry->inode != 0 && strncmp(entry->name, name, VSFS_NAME_SIZE) == 0;
}

static int has_number(const struct vsfs_dirent *entry, const void *number)
{
    return entry->inode == *(const unsigned *)number;
}

static int is_dots(const char *name)
{
    return strncmp(name, ".", VSFS_NAME_SIZE) == 0 || strncmp(name, "..", VSFS_NAME_SIZE) == 0;
}

static int is_child(const struct vsfs_dirent *entry, const void *nothing)
{
    (void)nothing;
    return entry->inode != 0 && !is_dots(entry->name);
}

/* The same as find, but that there is none is an error. */
static int find_present(struct inode *directory, fits *fits, const void *wanted, struct vsfs_dirent *entry)
{
    int offset = find(directory, fits, wanted, entry);

    return offset >= 0 && (unsigned)offset >= directory->disk.size ? -ENOENT : offset;
}

/*
 * The inode that a directory has under a name. The empty name stands for the directory itself. The inode is claimed before this
 * thread waits again: the name may be taken away by then, and the file with it.
 */
int directory_lookup(struct inode *directory, const char *name, struct inode **found)
{
    struct vsfs_dirent entry;
    int offset;

    if (!S_ISDIR(directory->disk.mode))
        return -ENOTDIR;
    if (*name == 0 || strcmp(name, ".") == 0) {
        *found = inode_again(directory);
        return 0;
    }
    if (procfs_has(directory))
        return procfs_lookup(directory, name, found);
    offset = find_present(directory, has_name, name, &entry);
    return offset < 0 ? offset : inode_load(inode_claim(entry.inode), found);
}

static int write_entry(struct inode *directory, int offset, const char *name, unsigned number)
{
    struct vsfs_dirent entry = {.inode = number};
    int result;

    strncpy(entry.name, name, VSFS_NAME_SIZE);
    inode_lock(directory);
    result = inode_write(directory, &entry, offset, sizeof entry);
    inode_unlock(directory);
    return result < 0 ? result : 0;
}

/* Gives an inode a name, which the directory does not have yet. */
int directory_add(struct inode *directory, const char *name, unsigned number)
{
    struct vsfs_dirent entry;
    int offset = find(directory, is_free, 0, &entry);

    return offset < 0 ? offset : write_entry(directory, offset, name, number);
}

/* Gives a name that is there to another inode; to none, for number 0. */
int directory_change(struct inode *directory, const char *name, unsigned number)
{
    struct vsfs_dirent entry;
    int offset = find_present(directory, has_name, name, &entry);

    return offset < 0 ? offset : write_entry(directory, offset, number ? name : "", number);
}

/* The name that a directory has for an inode. */
int directory_name_of(struct inode *directory, unsigned number, char name[VSFS_NAME_SIZE])
{
    struct vsfs_dirent entry;
    int offset;

    if (procfs_has(directory))
        return procfs_name_of(number, name);
    offset = find_present(directory, has_number, &number, &entry);
    if (offset >= 0)
        memcpy(name, entry.name, VSFS_NAME_SIZE);
    return offset < 0 ? offset : 0;
}

/* 0 if there is nothing in a directory but "." and "..". */
int directory_check_empty(struct inode *directory)
{
    struct vsfs_dirent entry;
    int offset = find(directory, is_child, 0, &entry);

    if (offset < 0)
        return offset;
    return (unsigned)offset < directory->disk.size ? -ENOTEMPTY : 0;
}
