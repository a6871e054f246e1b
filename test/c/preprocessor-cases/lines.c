// __LINE__, __FILE__, #line and other names that depend on the place.
__LINE__ __FILE__
#define HERE __LINE__
#define AT(x) x __LINE__
HERE AT(HERE) AT(
__LINE__)
#line 100
__LINE__ __FILE__
#line 200 "other.c"
__LINE__ __FILE__ HERE
#define NUMBER 300
#line NUMBER
__LINE__
# 400 "marker.c"
__LINE__ __FILE__
#include "where.h"
__LINE__ __FILE__
__COUNTER__ __COUNTER__
#if __COUNTER__ == 2 && __LINE__ == 405
counted __COUNTER__
#endif
__DATE__ __TIME__ __STDC__
#ifdef __LINE__
yes
#endif
_Pragma("once") x _Pragma ( "omp parallel" ) y
#pragma anything goes here @ '
