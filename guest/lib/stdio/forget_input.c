/* Going back to where the program has read to. */
#include "file.h"
#include <unistd.h>

void __forget_input(FILE *file)
{
    if (file->next < file->end)
        lseek(file->fd, file->next - file->end, SEEK_CUR);
    file->next = file->end = file->buffer + 1;
    file->flags &= ~READING;
}
