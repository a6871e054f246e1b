/** Mnemonics of other machines that people write by habit, and what Toy32 has in their place. */
const foreignMnemonics: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ecall: 'trap',
    syscall: 'trap',
    int: 'trap',
    svc: 'trap',
    ebreak: 'brk',
    jal: 'call',
    bl: 'call',
    jmp: 'j',
    b: 'j',
    jump: 'j',
    mov: 'mv',
    move: 'mv',
    lea: 'la',
    ldr: 'lw',
    str: 'sw',
    return: 'ret',
    iret: 'rett',
    eret: 'rett',
    mret: 'rett',
    sret: 'rett',
    hlt: 'halt',
    wfi: 'wait',
  }),
);

/** What copies a register copies a number elsewhere too. */
const copies: ReadonlySet<string> = new Set(['mov', 'move', 'mv']);

/** What is meant by a mnemonic of another machine, with a number as its last operand or without; undefined for an unknown one. */
export const meantByForeign = (mnemonic: string, hasNumber: boolean): string | undefined =>
  hasNumber && copies.has(mnemonic) ? 'li' : foreignMnemonics.get(mnemonic);

const comparing = 'a branch compares by itself: beq a0, a1, label';

/** What is done otherwise here, in a sentence. */
export const foreignHabits: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cmp: comparing,
    test: comparing,
    je: comparing,
    jne: comparing,
    jz: comparing,
    jnz: comparing,
    jl: comparing,
    jle: comparing,
    jg: comparing,
    jge: comparing,
    inc: 'write addi a0, a0, 1',
    dec: 'write addi a0, a0, -1',
    subi: 'write addi with the negative number',
    clr: 'write li a0, 0',
    db: 'bytes are written .byte, a text .asciz',
    dw: 'numbers of two bytes are written .half, of four .word',
    dd: 'numbers of four bytes are written .word',
    dq: 'numbers of eight bytes are written .dword',
    resb: 'room is made with .space',
    extern: 'names of other files need no declaration',
  }),
);
