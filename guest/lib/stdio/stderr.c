/* Standard error: unbuffered, so that what it says is out before anything else goes wrong. */
#include "file.h"

static FILE file = {2, CAN_WRITE | UNBUFFERED | DECIDED, file.small, sizeof file.small, file.small, file.small, NULL, {0, 0}, 0, 0, NULL, NULL};

FILE *const stderr = &file;
