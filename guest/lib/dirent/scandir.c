/* A whole directory, sorted. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

int alphasort(const struct dirent **a, const struct dirent **b)
{
    return strcoll((*a)->d_name, (*b)->d_name);
}

static int add(struct dirent ***names, int count, const struct dirent *entry)
{
    struct dirent **larger = realloc(*names, (count + 1) * sizeof *larger);

    if (!larger)
        return 0;
    *names = larger;
    larger[count] = malloc(sizeof *entry);
    if (!larger[count])
        return 0;
    *larger[count] = *entry;
    return 1;
}

int scandir(const char *path, struct dirent ***names, int (*wanted)(const struct dirent *),
            int (*compare)(const struct dirent **, const struct dirent **))
{
    DIR *directory = opendir(path);
    struct dirent *entry;
    int count = 0;

    if (!directory)
        return -1;
    *names = NULL;
    while ((entry = readdir(directory))) {
        if (wanted && !wanted(entry))
            continue;
        if (!add(names, count, entry)) {
            while (count > 0)
                free((*names)[--count]);
            free(*names);
            closedir(directory);
            return -1;
        }
        count++;
    }
    closedir(directory);
    if (compare && count > 0)
        qsort(*names, count, sizeof **names, (int (*)(const void *, const void *))compare);
    return count;
}
