#ifdef again
#undef again
#define again 4
#else
#define again 3
#endif
int from_again;
