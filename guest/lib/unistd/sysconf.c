/* What the system has room for. */
#include <errno.h>
#include <limits.h>
#include <time.h>
#include <unistd.h>

long sysconf(int name)
{
    switch (name) {
    case _SC_PAGESIZE: return getpagesize();
    case _SC_NPROCESSORS_CONF:
    case _SC_NPROCESSORS_ONLN: return 1;
    case _SC_CLK_TCK: return CLOCKS_PER_SEC;
    }
    errno = EINVAL;
    return -1;
}
