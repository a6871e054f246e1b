/* ps: the processes there are, what each does, and what it has used, as /proc has it. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The lines of /proc/PID/status. */
enum { NAME, STATE, PID, PARENT, GROUP, THREADS, MEMORY, USER, KERNEL, FAULTS, FIELDS };

static const char *const names[FIELDS] = {"Name",    "State",  "Pid",  "PPid",   "Group",
                                          "Threads", "Memory", "User", "Kernel", "Faults"};

struct status {
    char values[FIELDS][40];
};

static int field_named(const char *name)
{
    int field;

    for (field = 0; field < FIELDS; field++)
        if (strcmp(names[field], name) == 0)
            return field;
    return -1;
}

/* Reads what is known of a process; 0 if it has gone by now. */
static int read_status(const char *pid, struct status *status)
{
    char path[48], name[16], value[40];
    FILE *file;
    int lines = 0;

    snprintf(path, sizeof path, "/proc/%s/status", pid);
    file = fopen(path, "r");
    if (!file)
        return 0;
    memset(status, 0, sizeof *status);
    for (; fscanf(file, " %15[^:]: %39[^\n]", name, value) == 2; lines++)
        if (field_named(name) >= 0)
            strcpy(status->values[field_named(name)], value);
    fclose(file);
    return lines > 0;
}

static void print(const struct status *status)
{
    const char(*value)[40] = status->values;

    printf("%5s %6s %5s %3s %6ldK %11lld %11lld %6s  %s  %s\n", value[PID], value[PARENT], value[GROUP], value[THREADS],
           atol(value[MEMORY]), atoll(value[USER]), atoll(value[KERNEL]), value[FAULTS], value[STATE], value[NAME]);
}

static int is_process(const struct dirent *entry)
{
    return isdigit((unsigned char)entry->d_name[0]);
}

static int by_number(const struct dirent **a, const struct dirent **b)
{
    return atoi((*a)->d_name) - atoi((*b)->d_name);
}

int main(void)
{
    struct dirent **processes;
    struct status status;
    int i, count = scandir("/proc", &processes, is_process, by_number);

    if (count < 0) {
        fprintf(stderr, "ps: /proc: %s\n", strerror(errno));
        return 1;
    }
    printf("  pid parent group thr  memory        user      kernel faults  state  name\n");
    for (i = 0; i < count; i++)
        if (read_status(processes[i]->d_name, &status))
            print(&status);
    return 0;
}
