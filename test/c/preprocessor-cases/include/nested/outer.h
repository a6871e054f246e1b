#include "inner.h"
#include <nested/inner.h>
outer __FILE__ __LINE__
