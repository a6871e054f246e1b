/* Jumps out of functions (C11 7.13): setjmp() marks a place, longjmp() goes back to it. */
#ifndef _SETJMP_H
#define _SETJMP_H

/* The registers that a function keeps for its caller: s0 to s2, fp, sp, and ra. */
typedef unsigned jmp_buf[6];

int setjmp(jmp_buf place);
_Noreturn void longjmp(jmp_buf place, int value);

/* POSIX. There is no signal mask to keep. */
#define _setjmp(place) setjmp(place)
#define _longjmp(place, value) longjmp(place, value)

#endif
