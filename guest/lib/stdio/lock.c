/* Locks of streams. Who holds one may take it again: functions of the library call others. */
#include "file.h"

static int is_mine(const FILE *file)
{
    return (file->lock & ~FUTEX_AWAITED) == __lock_owner();
}

void flockfile(FILE *file)
{
    if (is_mine(file))
        file->again++;
    else
        __lock_until(&file->lock, FOREVER);
}

/* 0 if it has been locked. */
int ftrylockfile(FILE *file)
{
    if (!is_mine(file))
        return !__try_lock(&file->lock);
    file->again++;
    return 0;
}

void funlockfile(FILE *file)
{
    if (file->again > 0)
        file->again--;
    else
        __unlock(&file->lock);
}
