/*
 * Directories and paths. A directory is a file of entries, each a name and an inode number. There is no current
 * directory: every path starts at the root, with or without a slash in front.
 */
#include <errno.h>
#include <string.h>
#include "defs.h"
#include "file.h"

/* The next name of a path, padded with NULs as in a directory. Returns what follows it; 0 if the name is too long. */
static const char *next_name(const char *path, char name[VSFS_NAME_SIZE])
{
    unsigned length = 0;

    memset(name, 0, VSFS_NAME_SIZE);
    while (*path == '/')
        path++;
    while (*path && *path != '/') {
        if (length == VSFS_NAME_SIZE)
            return 0;
        name[length++] = *path++;
    }
    while (*path == '/')
        path++;
    return path;
}

/* --- one directory --- */

/* The offset of an entry with this name, or with name 0 of a free entry; the end of the directory if there is none. */
static int find_entry(struct inode *directory, const char *name, struct vsfs_dirent *entry)
{
    unsigned offset;

    for (offset = 0; offset < directory->disk.size; offset += sizeof *entry) {
        int result = inode_read(directory, entry, offset, sizeof *entry);

        if (result < 0)
            return result;
        if (!name && entry->inode == 0)
            break;
        if (name && entry->inode != 0 && strncmp(entry->name, name, VSFS_NAME_SIZE) == 0)
            break;
    }
    return offset;
}

/* The inode that a directory has under a name. The empty name stands for the directory itself. */
static int lookup(struct inode *directory, const char *name, struct inode **found)
{
    struct vsfs_dirent entry;
    int offset;

    if (directory->disk.type != VSFS_INODE_DIRECTORY)
        return -ENOTDIR;
    if (*name == 0) {
        *found = inode_again(directory);
        return 0;
    }
    offset = find_entry(directory, name, &entry);
    if (offset < 0)
        return offset;
    if ((unsigned)offset >= directory->disk.size)
        return -ENOENT;
    return inode_get(entry.inode, found);
}

/* Gives an inode a name in a directory. */
static int add_entry(struct inode *directory, const char *name, unsigned number)
{
    struct vsfs_dirent entry;
    int result, offset = find_entry(directory, 0, &entry);

    if (offset < 0)
        return offset;
    entry.inode = number;
    memcpy(entry.name, name, VSFS_NAME_SIZE);
    result = inode_write(directory, &entry, offset, sizeof entry);
    return result < 0 ? result : 0;
}

static int remove_entry(struct inode *directory, const char *name)
{
    static const struct vsfs_dirent free_entry;
    struct vsfs_dirent entry;
    int result, offset = find_entry(directory, name, &entry);

    if (offset < 0)
        return offset;
    result = inode_write(directory, &free_entry, offset, sizeof free_entry);
    return result < 0 ? result : 0;
}

/* --- paths --- */

/* Takes a path up to its last name: the directory that has or would have it, and the name. */
static int lookup_parent(const char *path, struct inode **directory, char name[VSFS_NAME_SIZE])
{
    int result = *path ? inode_get(VSFS_ROOT_INODE, directory) : -ENOENT;

    while (result == 0) {
        struct inode *next = 0;

        path = next_name(path, name);
        if (path && *path == 0)
            return 0;
        result = path ? lookup(*directory, name, &next) : -ENAMETOOLONG;
        inode_release(*directory);
        *directory = next;
    }
    return result;
}

/* A slash at the end of a path says that it is a directory's. */
static int names_directory(const char *path)
{
    return path[strlen(path) - 1] == '/';
}

/* The same as lookup, for the last name of a path: what ends in a slash must be a directory. */
static int lookup_last(struct inode *directory, const char *name, const char *path, struct inode **found)
{
    int result = lookup(directory, name, found);

    if (result < 0 || !names_directory(path) || (*found)->disk.type == VSFS_INODE_DIRECTORY)
        return result;
    inode_release(*found);
    return -ENOTDIR;
}

/* The inode that a path stands for. */
int path_lookup(const char *path, struct inode **found)
{
    char name[VSFS_NAME_SIZE];
    struct inode *directory;
    int result = lookup_parent(path, &directory, name);

    if (result < 0)
        return result;
    result = lookup_last(directory, name, path, found);
    inode_release(directory);
    return result;
}

/*
 * A new file in a directory. The inode counts the name before the name is there: were the machine to stop in between,
 * a block would be lost, but no name would lead to a file that counts none and may be given to another.
 */
static int create_in(struct inode *directory, const char *name, struct inode **created)
{
    int result = inode_create(VSFS_INODE_FILE, 1, created);

    if (result < 0)
        return result;
    result = add_entry(directory, name, (*created)->number);
    if (result < 0) {
        (*created)->disk.links = 0;
        inode_release(*created);
    }
    return result;
}

/* The file that a path stands for, made if there is none. With exclusive it must be made. */
int path_create(const char *path, int exclusive, struct inode **found)
{
    char name[VSFS_NAME_SIZE];
    struct inode *directory;
    int result = lookup_parent(path, &directory, name);

    if (result < 0)
        return result;
    result = lookup_last(directory, name, path, found);
    if (result == 0 && exclusive) {
        inode_release(*found);
        result = -EEXIST;
    } else if (result == -ENOENT)
        result = names_directory(path) ? -EISDIR : create_in(directory, name, found);
    inode_release(directory);
    return result;
}

static int unlink_in(struct inode *directory, const char *name, const char *path)
{
    struct inode *inode;
    int result = lookup_last(directory, name, path, &inode);

    if (result < 0)
        return result;
    result = inode->disk.type == VSFS_INODE_DIRECTORY ? -EISDIR : remove_entry(directory, name);
    if (result == 0) {
        inode->disk.links--;
        result = inode_update(inode);
    }
    inode_release(inode);
    return result;
}

/* Removes a name; the file goes with its last name, when nobody has it open any more. */
int path_unlink(const char *path)
{
    char name[VSFS_NAME_SIZE];
    struct inode *directory;
    int result = lookup_parent(path, &directory, name);

    if (result < 0)
        return result;
    result = unlink_in(directory, name, path);
    inode_release(directory);
    return result;
}
