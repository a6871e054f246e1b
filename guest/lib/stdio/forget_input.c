/* Going back to where the program has read to. */
#include "file.h"

void __forget_input(FILE *file)
{
    if (file->next < file->end)
        seek_file(file, file->next - file->end, SEEK_CUR);
    file->next = file->end = file->buffer + 1;
    file->flags &= ~READING;
}
