/** The directives as data: how each is written and what it does. */

export interface DirectiveRow {
  /** With its dot. */
  readonly name: string;
  /** How it is written, with what may be left out in brackets. */
  readonly form: string;
  readonly summary: string;
  /** Whole lines that assemble. */
  readonly example: string;
  /** How many operands it takes. */
  readonly operands: readonly [least: number, most: number];
}

function row(
  form: string,
  operands: readonly [number, number],
  summary: string,
  ...example: readonly string[]
): DirectiveRow {
  const [name = form] = form.split(' ');
  return { name, form, summary, operands, example: example.join('\n') };
}

// prettier-ignore
export const directives: readonly DirectiveRow[] = [
  row('.text', [0, 0], 'goes on in the section of code', '.text', 'start: ret'),
  row('.rodata', [0, 0], 'goes on in the section of constants', '.rodata', 'text: .asciz "hello"'),
  row('.data', [0, 0], 'goes on in the section of variables that have a value at the start', '.data', 'count: .word 0'),
  row('.bss', [0, 0], 'goes on in the section of variables that start as zero', '.bss', 'buffer: .zero 64'),
  row('.section NAME[, "wxz"]', [1, 2], 'goes on in a section: w writable, x executable, z zeros without contents', '.section .vectors, "x"', 'handler: rett'),

  row('.global NAME, …', [1, Infinity], 'other files may use the symbol; one that is not defined here is wanted from them', '.global main', 'main: ret'),
  row('.globl NAME, …', [1, Infinity], 'the same as .global', '.globl main', 'main: ret'),
  row('.weak NAME, …', [1, Infinity], 'other files may use the symbol, and may define another in its place', '.weak hook', 'hook: ret'),
  row('.local NAME, …', [1, Infinity], 'the symbol is of this file only, as it is without this', '.local helper', 'helper: ret'),
  row('.equ NAME, VALUE', [2, 2], 'gives a name to a value; NAME = VALUE does too, and may do so again', '.equ SIZE, 4 * 16', 'li a0, SIZE'),
  row('.set NAME, VALUE', [2, 2], 'the same as NAME = VALUE: gives a name to a value, and may do so again', '.set at, 0', '.set at, at + 4', 'li a0, at'),
  row('.type NAME, function', [2, 2], 'the symbol is a function or an object', '.type main, function', 'main: ret'),
  row('.size NAME, BYTES', [2, 2], 'how many bytes the symbol stands for', 'main: ret', '.size main, . - main'),

  row('.byte VALUE, …', [1, Infinity], 'bytes', '.byte 1, \'a\', -1'),
  row('.half VALUE, …', [1, Infinity], '16-bit values', '.half 0x1234'),
  row('.word VALUE, …', [1, Infinity], '32-bit values; a symbol stands for its address', 'table: .word 1, table'),
  row('.dword VALUE, …', [1, Infinity], '64-bit values, low word first', '.dword 0x123456789abcdef'),
  row('.ascii "TEXT", …', [1, Infinity], 'the bytes of a text', '.ascii "no zero"'),
  row('.asciz "TEXT", …', [1, Infinity], 'the bytes of a text and a zero byte after it', '.asciz "one\\n"'),
  row('.string "TEXT", …', [1, Infinity], 'the same as .asciz', '.string "one"'),
  row('.zero BYTES', [1, 1], 'so many zero bytes', '.zero 16'),
  row('.space BYTES[, FILL]', [1, 2], 'so many bytes of one value, 0 unless told', '.space 8, 0xff'),
  row('.skip BYTES[, FILL]', [1, 2], 'the same as .space', '.skip 8'),
  row('.incbin "FILE"[, SKIP[, COUNT]]', [1, 3], 'the bytes of a file, without the first SKIP of them, at most COUNT', '.incbin "data.bin", 0, 4'),
  row('.align BYTES', [1, 1], 'goes on at the next multiple of a power of two', '.byte 1', '.align 4', '.word 2'),
  row('.balign BYTES', [1, 1], 'the same as .align', '.byte 1', '.balign 4', '.word 2'),
  row('.p2align POWER', [1, 1], 'goes on at the next multiple of 2 to this power', '.byte 1', '.p2align 2', '.word 2'),

  row('.include "FILE"', [1, 1], 'reads another file here', '.include "macros.toy"'),
  row('.macro NAME PARAMETER, PARAMETER=DEFAULT, REST:vararg', [1, Infinity], 'gives a name to the lines up to .endm; \\PARAMETER stands for an argument, \\@ for a number of its own', '.macro add3 to, from=a0', '  addi \\to, \\from, 3', '.endm', 'add3 a1'),
  row('.endm', [0, 0], 'ends a macro', '.macro nothing', '.endm', 'nothing'),
  row('.rept COUNT', [1, 1], 'repeats the lines up to .endr', '.rept 3', '  .byte 7', '.endr'),
  row('.irp NAME, VALUE, …', [1, Infinity], 'repeats the lines up to .endr, \\NAME standing for one value after the other', '.irp register, s0, s1, s2', '  push \\register', '.endr'),
  row('.endr', [0, 0], 'ends a repetition', '.rept 2', '  nop', '.endr'),
  row('.if CONDITION', [1, 1], 'reads the lines up to .endif only if the condition is not 0', '.equ DEBUG, 1', '.if DEBUG == 1', '  brk', '.endif'),
  row('.ifdef NAME', [1, 1], 'reads the lines up to .endif only if the symbol has been defined', '.ifdef DEBUG', '  brk', '.endif'),
  row('.ifndef NAME', [1, 1], 'reads the lines up to .endif only if the symbol has not been defined', '.ifndef SIZE', '  .equ SIZE, 8', '.endif'),
  row('.elseif CONDITION', [1, 1], 'the condition to try where those before were 0', '.equ N, 2', '.if N == 1', '  nop', '.elseif N == 2', '  ret', '.endif'),
  row('.else', [0, 0], 'what to read where the conditions before were 0', '.if 0', '  nop', '.else', '  ret', '.endif'),
  row('.endif', [0, 0], 'ends a condition', '.if 1', '  ret', '.endif'),
  row('.error "TEXT"', [1, 1], 'reports an error', '.if 0', '  .error "never"', '.endif'),
  row('.assert CONDITION[, "TEXT"]', [1, 2], 'reports an error if the condition is 0', '.equ SIZE, 8', '.assert SIZE % 4 == 0, "whole words"'),

  row('.file NUMBER "PATH"', [2, 2], 'gives a number to a source file, for .loc', '.file 1 "main.c"'),
  row('.loc FILE LINE COLUMN [prologue_end] [is_stmt 0]', [3, 6], 'the next instruction comes from this line, counted from 1', '.file 1 "main.c"', '.loc 1 3 5', 'nop'),
  row('.cfi_startproc', [0, 0], 'a function starts: the frame address is sp, nothing is saved', '.cfi_startproc', 'ret', '.cfi_endproc'),
  row('.cfi_endproc', [0, 0], 'a function ends', '.cfi_startproc', 'ret', '.cfi_endproc'),
  row('.cfi_def_cfa REGISTER, OFFSET', [2, 2], 'from here the frame address is a register plus an offset', '.cfi_startproc', '.cfi_def_cfa fp, 0', 'ret', '.cfi_endproc'),
  row('.cfi_def_cfa_offset OFFSET', [1, 1], 'from here the frame address has another offset', '.cfi_startproc', '.cfi_def_cfa_offset 8', 'ret', '.cfi_endproc'),
  row('.cfi_def_cfa_register REGISTER', [1, 1], 'from here the frame address counts from another register', '.cfi_startproc', '.cfi_def_cfa_register fp', 'ret', '.cfi_endproc'),
  row('.cfi_offset REGISTER, OFFSET', [2, 2], 'from here the register is saved at this offset from the frame address', '.cfi_startproc', '.cfi_offset ra, -4', 'ret', '.cfi_endproc'),
  row('.cfi_restore REGISTER', [1, 1], 'from here the register holds the caller’s value again', '.cfi_startproc', '.cfi_restore ra', 'ret', '.cfi_endproc'),
  row('.cfi_remember_state', [0, 0], 'keeps what is known, for .cfi_restore_state', '.cfi_startproc', '.cfi_remember_state', 'ret', '.cfi_endproc'),
  row('.cfi_restore_state', [0, 0], 'goes back to what was kept', '.cfi_startproc', '.cfi_remember_state', 'ret', '.cfi_restore_state', 'ret', '.cfi_endproc'),
  row('.cfi_undefined ra', [1, 1], 'from here there is no caller: the outermost frame', '.cfi_startproc', '.cfi_undefined ra', 'ret', '.cfi_endproc'),
];

/** By name. */
export const directivesByName: ReadonlyMap<string, DirectiveRow> = new Map(
  directives.map(entry => [entry.name, entry]),
);
