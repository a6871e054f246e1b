/* An old name of what <stdlib.h> declares of memory. */
#ifndef _MALLOC_H
#define _MALLOC_H

#include <stdlib.h>

#endif
