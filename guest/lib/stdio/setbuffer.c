/* Buffering, in the words of BSD. */
#include <stdio.h>

void setbuffer(FILE *file, char *buffer, size_t size)
{
    setvbuf(file, buffer, buffer ? _IOFBF : _IONBF, size);
}

void setlinebuf(FILE *file)
{
    setvbuf(file, NULL, _IOLBF, 0);
}
