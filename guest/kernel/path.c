/* Paths: the way from the root, or from the current directory, over names and symbolic links to an inode. */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include "defs.h"
#include "file.h"
#include "proc.h"

/* Symbolic links on one way; more are taken for a circle. */
#define MAX_LINKS 8

struct walk {
    struct inode *at;    /* the directory that the way has come to */
    char text[PATH_MAX]; /* the path; from a symbolic link on, what it says with the rest behind it */
    const char *rest;    /* of the text: what is still to be gone */
    int links;           /* gone through so far */
};

static int start_of(const char *path, struct inode **at)
{
    if (*path == '/' || !current->directory)
        return inode_get(VSFS_ROOT_INODE, at);
    *at = inode_again(current->directory);
    return 0;
}

/* Takes the next name off the path, padded with NULs as in a directory, and one more; the slashes behind it go too. */
static int next_name(struct walk *walk, char name[VSFS_NAME_SIZE + 1])
{
    const char *rest = walk->rest;
    unsigned length = 0;

    memset(name, 0, VSFS_NAME_SIZE + 1);
    while (*rest == '/')
        rest++;
    while (*rest && *rest != '/') {
        if (length == VSFS_NAME_SIZE)
            return -ENAMETOOLONG;
        name[length++] = *rest++;
    }
    while (*rest == '/')
        rest++;
    walk->rest = rest;
    return 0;
}

/* Whether a slash stands before the rest: what was named last must be a directory. */
static int after_slash(const struct walk *walk)
{
    return walk->rest > walk->text && walk->rest[-1] == '/';
}

/* From here on the way starts at the root again. */
static int go_to_root(struct walk *walk)
{
    struct inode *root;
    int result = inode_get(VSFS_ROOT_INODE, &root);

    if (result < 0)
        return result;
    inode_release(walk->at);
    walk->at = root;
    return 0;
}

/* Puts what a symbolic link says in the place of its name. */
static int expand(struct walk *walk, struct inode *link)
{
    unsigned slash = after_slash(walk), length = strlen(walk->rest) + 1, size = link->disk.size;
    int result;

    if (++walk->links > MAX_LINKS)
        return -ELOOP;
    if (size + slash + length > PATH_MAX)
        return -ENAMETOOLONG;
    memmove(walk->text + size + slash, walk->rest, length);
    if (slash)
        walk->text[size] = '/';
    walk->rest = walk->text;
    inode_lock(link);
    result = inode_read(link, walk->text, 0, size);
    inode_unlock(link);
    if (result < 0)
        return result;
    return *walk->text == '/' ? go_to_root(walk) : 0;
}

/* Arrives at what has the last name: 1. */
static int arrive(struct walk *walk, struct inode *found, struct place *place)
{
    if (found && after_slash(walk) && !S_ISDIR(found->disk.mode)) {
        inode_release(found);
        return -ENOTDIR;
    }
    place->directory = walk->at;
    place->inode = found;
    place->slash = after_slash(walk);
    return 1;
}

/* Goes on by one name: 1 at the last one, else 0. */
static int step(struct walk *walk, int follow, struct place *place)
{
    struct inode *found;
    int result = next_name(walk, place->name), last = *walk->rest == 0;

    if (result == 0)
        result = directory_lookup(walk->at, place->name, &found);
    if (result == -ENOENT && last)
        return arrive(walk, 0, place);
    if (result < 0)
        return result;
    if (S_ISLNK(found->disk.mode) && (!last || follow || after_slash(walk))) {
        result = expand(walk, found);
        inode_release(found);
        return result;
    }
    if (last)
        return arrive(walk, found, place);
    inode_release(walk->at);
    walk->at = found;
    return 0;
}

/*
 * Where a path leads. A symbolic link on the way is gone through; one at its end only with follow, or if a slash
 * stands behind it. What ends in a slash must be a directory.
 */
int path_find(const char *path, int follow, struct place *place)
{
    struct walk walk;
    int result = *path ? start_of(path, &walk.at) : -ENOENT;

    if (result < 0)
        return result;
    strlcpy(walk.text, path, sizeof walk.text);
    walk.rest = walk.text;
    walk.links = 0;
    do
        result = step(&walk, follow, place);
    while (result == 0);
    if (result > 0)
        return 0;
    inode_release(walk.at);
    return result;
}

void place_release(struct place *place)
{
    if (place->inode)
        inode_release(place->inode);
    inode_release(place->directory);
}

/* The inode that a path leads to. */
int path_lookup(const char *path, int follow, struct inode **found)
{
    struct place place;
    int result = path_find(path, follow, &place);

    if (result < 0)
        return result;
    inode_release(place.directory);
    *found = place.inode;
    return place.inode ? 0 : -ENOENT;
}

/* --- the way back --- */

/* Puts the name that a directory has in the one that it lies in, after a slash, in front of what stands at *start. */
static int prepend_name(struct inode *directory, struct inode *parent, char *path, unsigned *start)
{
    char name[VSFS_NAME_SIZE + 1] = "";
    int result = directory_name_of(parent, directory->number, name);
    unsigned length = strlen(name) + 1;

    if (result < 0)
        return result;
    if (length > *start)
        return -ENAMETOOLONG;
    *start -= length;
    path[*start] = '/';
    memcpy(path + *start + 1, name, length - 1);
    return 0;
}

/* The path of a directory, at the end of so many bytes; the offset where it starts. */
int path_of(struct inode *directory, char path[PATH_MAX])
{
    unsigned start = PATH_MAX - 1;
    int result = 0;

    path[start] = 0;
    directory = inode_again(directory);
    while (directory->number != VSFS_ROOT_INODE && result == 0) {
        struct inode *parent;

        result = directory_lookup(directory, "..", &parent);
        if (result < 0)
            break;
        result = prepend_name(directory, parent, path, &start);
        inode_release(directory);
        directory = parent;
    }
    inode_release(directory);
    if (result == 0 && path[start] == 0)
        path[--start] = '/';
    return result < 0 ? result : (int)start;
}
