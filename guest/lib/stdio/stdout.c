/* Standard output. */
#include "file.h"

static unsigned char buffer[BUFSIZ];
static FILE file = {1, CAN_WRITE, buffer, sizeof buffer, buffer, buffer, NULL, {0, 0}, 0, 0, NULL, NULL};

FILE *const stdout = &file;
