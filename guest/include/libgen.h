/* The parts of a path (POSIX). Both may change the string that they are given. */
#ifndef _LIBGEN_H
#define _LIBGEN_H

char *basename(char *path);
char *dirname(char *path);

#endif
