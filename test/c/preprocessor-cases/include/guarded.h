/* The usual guard. */
#ifndef GUARDED_H
#define GUARDED_H
#ifdef NOTHING
#else
#define guarded 1
#endif
int from_guarded;
#endif
