/*
 * Names: giving them to inodes, taking them away, moving them. An inode counts its names; the file behind it goes with
 * the last of them, when nobody has it open any more.
 */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include "defs.h"
#include "file.h"

#define MOST_LINKS 0xffff /* the count on the disk has sixteen bits */

static int is_directory(const struct inode *inode)
{
    return S_ISDIR(inode->disk.mode);
}

/* Changes the count of names that an inode has. */
static int count_links(struct inode *inode, int change)
{
    inode->disk.links += change;
    return inode_update(inode);
}

/* Whether a name is one that every directory has, or no name at all: the root's. */
static int is_fixed(const char *name)
{
    return *name == 0 || strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Whether names can be given and taken away there: not below /proc, nor in a directory that has no name any more itself. */
static int check_place(const struct place *place)
{
    if (procfs_has(place->directory) || (place->inode && procfs_has(place->inode)))
        return -EROFS;
    return place->directory->disk.links == 0 ? -ENOENT : 0;
}

/* --- new names --- */

/* Gives an inode a name that is free. */
static int give_name(struct place *place, struct inode *inode)
{
    int result = check_place(place);

    return result < 0 ? result : directory_add(place->directory, place->name, inode->number);
}

/* Makes a file with a name that is free. */
static int make(struct place *place, mode_t mode, struct inode **made)
{
    int result = inode_create(mode, 1, made);

    if (result < 0)
        return result;
    result = give_name(place, *made);
    if (result < 0) {
        (*made)->disk.links = 0;
        inode_release(*made);
    }
    return result;
}

/* For open: the file that a path stands for, made with this mode if there is none. With exclusive it must be made. */
int path_create(const char *path, int exclusive, mode_t mode, struct inode **found)
{
    struct place place;
    int result = path_find(path, !exclusive, &place);

    if (result < 0)
        return result;
    if (place.inode && exclusive)
        result = -EEXIST;
    else if (place.inode)
        *found = inode_again(place.inode);
    else
        result = place.slash ? -EISDIR : make(&place, S_IFREG | mode, found);
    place_release(&place);
    return result;
}

/* Puts "." and ".." into a new directory, and gives it its name. */
static int set_up_directory(struct place *place, struct inode *made)
{
    int result = directory_add(made, ".", made->number);

    if (result == 0)
        result = directory_add(made, "..", place->directory->number);
    if (result == 0)
        result = give_name(place, made);
    return result;
}

static int make_directory(struct place *place, mode_t mode)
{
    struct inode *made;
    int result;

    if (place->directory->disk.links == MOST_LINKS)
        return -EMLINK;
    result = inode_create(S_IFDIR | mode, 2, &made);
    if (result < 0)
        return result;
    result = set_up_directory(place, made);
    if (result < 0)
        made->disk.links = 0;
    else
        result = count_links(place->directory, 1); /* the ".." of the new one */
    inode_release(made);
    return result;
}

int path_make_directory(const char *path, mode_t mode)
{
    struct place place;
    int result = path_find(path, 0, &place);

    if (result < 0)
        return result;
    result = place.inode ? -EEXIST : make_directory(&place, mode);
    place_release(&place);
    return result;
}

static int write_link(struct place *place, const char *target)
{
    struct inode *made;
    int result = make(place, S_IFLNK | S_IRWXU | S_IRWXG | S_IRWXO, &made);

    if (result < 0)
        return result;
    inode_lock(made);
    result = inode_write(made, target, 0, strlen(target));
    inode_unlock(made);
    if (result < 0) {
        directory_change(place->directory, place->name, 0);
        made->disk.links = 0;
    }
    inode_release(made);
    return result < 0 ? result : 0;
}

/* Makes a symbolic link that leads to target, whatever is there. */
int path_symlink(const char *target, const char *path)
{
    struct place place;
    int result = *target ? path_find(path, 0, &place) : -ENOENT;

    if (result < 0)
        return result;
    if (place.inode)
        result = -EEXIST;
    else
        result = place.slash ? -ENOENT : write_link(&place, target);
    place_release(&place);
    return result;
}

static int link_at(struct place *place, struct inode *inode)
{
    int result;

    if (place->inode)
        return -EEXIST;
    if (place->slash)
        return -ENOENT;
    if (is_directory(inode))
        return -EPERM;
    if (inode->disk.links == MOST_LINKS)
        return -EMLINK;
    result = count_links(inode, 1);
    if (result < 0)
        return result;
    result = give_name(place, inode);
    if (result < 0)
        count_links(inode, -1);
    return result;
}

/* Gives a file one more name. */
int path_link(const char *old, const char *new)
{
    struct inode *inode;
    struct place place;
    int result = path_lookup(old, 0, &inode);

    if (result < 0)
        return result;
    result = path_find(new, 0, &place);
    if (result == 0) {
        result = link_at(&place, inode);
        place_release(&place);
    }
    inode_release(inode);
    return result;
}

/* --- names that go --- */

static int check_removable(const struct place *place)
{
    if (strcmp(place->name, ".") == 0)
        return -EINVAL;
    if (strcmp(place->name, "..") == 0)
        return -ENOTEMPTY;
    if (*place->name == 0)
        return -EBUSY;
    return directory_check_empty(place->inode);
}

/* A directory that has lost its name: it is emptied, and the one that it lay in is not named by its ".." any more. */
static int give_up_directory(struct inode *directory, struct inode *parent)
{
    int result = inode_truncate(directory, 0);

    if (result == 0)
        result = count_links(directory, -(int)directory->disk.links);
    return result < 0 ? result : count_links(parent, -1);
}

static int remove_directory(struct place *place)
{
    int result;

    if (!is_directory(place->inode))
        return -ENOTDIR;
    result = check_removable(place);
    if (result == 0)
        result = directory_change(place->directory, place->name, 0);
    return result < 0 ? result : give_up_directory(place->inode, place->directory);
}

static int remove_file(struct place *place)
{
    int result;

    if (is_directory(place->inode))
        return -EISDIR;
    result = directory_change(place->directory, place->name, 0);
    return result < 0 ? result : count_links(place->inode, -1);
}

static int remove_name(const char *path, int remove(struct place *place))
{
    struct place place;
    int result = path_find(path, 0, &place);

    if (result < 0)
        return result;
    result = place.inode ? check_place(&place) : -ENOENT;
    if (result == 0)
        result = remove(&place);
    place_release(&place);
    return result;
}

int path_unlink(const char *path)
{
    return remove_name(path, remove_file);
}

int path_remove_directory(const char *path)
{
    return remove_name(path, remove_directory);
}

/* --- names that move --- */

/* -EINVAL if a directory lies in another, or is that itself: it cannot be moved there. */
static int check_outside(struct inode *directory, const struct inode *other)
{
    int result = 0;

    directory = inode_again(directory);
    while (directory != other && directory->number != VSFS_ROOT_INODE && result == 0) {
        struct inode *parent;

        result = directory_lookup(directory, "..", &parent);
        if (result < 0)
            break;
        inode_release(directory);
        directory = parent;
    }
    if (directory == other)
        result = -EINVAL;
    inode_release(directory);
    return result;
}

static int check_directory_move(const struct place *from, const struct place *to)
{
    if (to->inode && !is_directory(to->inode))
        return -ENOTDIR;
    if (to->directory->disk.links == MOST_LINKS)
        return -EMLINK;
    if (to->inode && directory_check_empty(to->inode) < 0)
        return -ENOTEMPTY;
    return check_outside(to->directory, from->inode);
}

/* Whether what stands at one place may take the name of the other. */
static int check_move(const struct place *from, const struct place *to)
{
    int result;

    if (!from->inode)
        return -ENOENT;
    if (is_fixed(from->name) || is_fixed(to->name))
        return -EBUSY;
    result = check_place(from);
    if (result == 0)
        result = check_place(to);
    if (result < 0)
        return result;
    if (is_directory(from->inode))
        return check_directory_move(from, to);
    if (to->slash)
        return -ENOTDIR;
    return to->inode && is_directory(to->inode) ? -EISDIR : 0;
}

/* What had the name that has gone to another. */
static int give_up(struct place *place)
{
    if (is_directory(place->inode))
        return give_up_directory(place->inode, place->directory);
    return count_links(place->inode, -1);
}

/* A directory that has come to lie in another one. */
static int change_parent(struct inode *directory, struct inode *from, struct inode *to)
{
    int result = directory_change(directory, "..", to->number);

    if (result == 0)
        result = count_links(from, -1);
    return result < 0 ? result : count_links(to, 1);
}

static int move(struct place *from, struct place *to)
{
    unsigned number = from->inode->number;
    int result;

    if (to->inode)
        result = directory_change(to->directory, to->name, number);
    else
        result = directory_add(to->directory, to->name, number);
    if (result == 0)
        result = directory_change(from->directory, from->name, 0);
    if (result == 0 && to->inode)
        result = give_up(to);
    if (result == 0 && is_directory(from->inode) && from->directory != to->directory)
        result = change_parent(from->inode, from->directory, to->directory);
    return result;
}

/* Gives a file or directory another name; what had that name before loses it, in the same step. */
int path_rename(const char *old, const char *new)
{
    struct place from, to;
    int result = path_find(old, 0, &from);

    if (result < 0)
        return result;
    result = path_find(new, 0, &to);
    if (result == 0) {
        result = check_move(&from, &to);
        if (result == 0 && from.inode != to.inode)
            result = move(&from, &to);
        place_release(&to);
    }
    place_release(&from);
    return result;
}
