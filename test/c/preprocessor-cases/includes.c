// Headers: beside the file, in the include path, named by a macro; read once or again.
#include "guarded.h"
#include "guarded.h"
#include <once.h>
#include <once.h>
#include <again.h>
#include <again.h>
#define HEADER <nested/inner.h>
#define QUOTED "again.h"
#include HEADER
#include QUOTED
#include <nested/outer.h>
#include "once.h" // with a comment
guarded once again
#undef GUARDED_H
#include "guarded.h"
#include "almost-guarded.h"
#include "almost-guarded.h"
# include <again.h> /* more */
