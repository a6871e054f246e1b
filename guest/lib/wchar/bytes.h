/* Wide characters and bytes. */
#include <wchar.h>

#define IS_TEXT(c) ((unsigned)(c) < 0x80)
