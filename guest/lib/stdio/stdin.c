/* Standard input. */
#include "file.h"

static unsigned char buffer[BUFSIZ];
static FILE file = {0, CAN_READ, buffer, sizeof buffer, buffer, buffer, NULL, {0, 0}, 0, 0, NULL, NULL};

FILE *const stdin = &file;
