/* Jumps out of functions (C11 7.13): setjmp() marks a place, longjmp() goes back to it. */
#ifndef _SETJMP_H
#define _SETJMP_H

/* The registers that a function keeps for its caller: s0 to s2, fp, sp, and ra. */
typedef unsigned jmp_buf[6];

int setjmp(jmp_buf place);
_Noreturn void longjmp(jmp_buf place, int value);

/* POSIX: setjmp() does not keep which signals are blocked; sigsetjmp() does if it is asked to. */
#define _setjmp(place) setjmp(place)
#define _longjmp(place, value) longjmp(place, value)

typedef struct {
    jmp_buf registers;
    int saved;
    unsigned int blocked;
} sigjmp_buf[1];

void __save_signals(sigjmp_buf place, int save);
#define sigsetjmp(place, save) (__save_signals(place, save), setjmp((place)->registers))
_Noreturn void siglongjmp(sigjmp_buf place, int value);

#endif
