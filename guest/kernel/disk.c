/*
 * The disk: moves one block at a time between the disk and memory. The thread that asks for it sleeps meanwhile, and so do
 * those that ask for others.
 */
#include <errno.h>
#include <vsfs.h>
#include "cpu.h"
#include "defs.h"
#include "proc.h"

#define SECTORS (VSFS_BLOCK_SIZE / SECTOR_SIZE) /* of a block */

/* The device does one command at a time. */
static struct sleeplock device;

/* The address of this stands for the disk's interrupt. */
static const char finished;

static unsigned command_state(void)
{
    unsigned state;

    IN(state, DISK_COMMAND);
    return state;
}

/* While the kernel boots there is no other process to run: then it keeps asking instead of blocking. */
static int wait_for_disk(void)
{
    while (command_state() == DISK_BUSY)
        if (current->pid != 0)
            block(&finished, "disk");
    return command_state() == DISK_FAILED ? -EIO : 0;
}

static int transfer(unsigned block, const void *data, unsigned command)
{
    int result;

    lock_take(&device, "disk");
    OUT(DISK_SECTOR, block * SECTORS);
    OUT(DISK_COUNT, SECTORS);
    OUT(DISK_ADDRESS, (unsigned)data);
    OUT(DISK_COMMAND, command);
    result = wait_for_disk();
    lock_release(&device);
    return result;
}

int disk_read(unsigned block, void *data)
{
    return transfer(block, data, DISK_READ);
}

int disk_write(unsigned block, const void *data)
{
    return transfer(block, data, DISK_WRITE);
}

void disk_interrupt(void)
{
    wakeup(&finished);
}
