/** The directives as data: how each is written and what it does. */

export interface DirectiveRow {
  /** With its dot. */
  readonly name: string;
  /** How it is written, with what may be left out in brackets. */
  readonly form: string;
  readonly summary: string;
  /** How many operands it takes. */
  readonly operands: readonly [least: number, most: number];
}

function row(form: string, operands: readonly [number, number], summary: string): DirectiveRow {
  const [name = form] = form.split(' ');
  return { name, form, summary, operands };
}

// prettier-ignore
export const directives: readonly DirectiveRow[] = [
  row('.text', [0, 0], 'goes on in the section of code'),
  row('.rodata', [0, 0], 'goes on in the section of constants'),
  row('.data', [0, 0], 'goes on in the section of variables that have a value at the start'),
  row('.bss', [0, 0], 'goes on in the section of variables that start as zero'),
  row('.section NAME[, "wxz"]', [1, 2], 'goes on in a section: w writable, x executable, z zeros without contents'),

  row('.global NAME, …', [1, Infinity], 'other files may use the symbol; one that is not defined here is wanted from them'),
  row('.globl NAME, …', [1, Infinity], 'the same as .global'),
  row('.weak NAME, …', [1, Infinity], 'other files may use the symbol, and may define another in its place'),
  row('.local NAME, …', [1, Infinity], 'the symbol is of this file only, as it is without this'),
  row('.equ NAME, VALUE', [2, 2], 'gives a name to a value; NAME = VALUE does too, and may do so again'),
  row('.set NAME, VALUE', [2, 2], 'the same as NAME = VALUE: gives a name to a value, and may do so again'),
  row('.type NAME, function', [2, 2], 'the symbol is a function or an object'),
  row('.size NAME, BYTES', [2, 2], 'how many bytes the symbol stands for'),

  row('.byte VALUE, …', [1, Infinity], 'bytes'),
  row('.half VALUE, …', [1, Infinity], '16-bit values'),
  row('.word VALUE, …', [1, Infinity], '32-bit values; a symbol stands for its address'),
  row('.dword VALUE, …', [1, Infinity], '64-bit values, low word first'),
  row('.ascii "TEXT", …', [1, Infinity], 'the bytes of a text'),
  row('.asciz "TEXT", …', [1, Infinity], 'the bytes of a text and a zero byte after it'),
  row('.string "TEXT", …', [1, Infinity], 'the same as .asciz'),
  row('.zero BYTES', [1, 1], 'so many zero bytes'),
  row('.space BYTES[, FILL]', [1, 2], 'so many bytes of one value, 0 unless told'),
  row('.skip BYTES[, FILL]', [1, 2], 'the same as .space'),
  row('.incbin "FILE"[, SKIP[, COUNT]]', [1, 3], 'the bytes of a file, without the first SKIP of them, at most COUNT'),
  row('.align BYTES', [1, 1], 'goes on at the next multiple of a power of two'),
  row('.balign BYTES', [1, 1], 'the same as .align'),
  row('.p2align POWER', [1, 1], 'goes on at the next multiple of 2 to this power'),

  row('.include "FILE"', [1, 1], 'reads another file here'),
  row('.macro NAME PARAMETER, PARAMETER=DEFAULT', [1, Infinity], 'gives a name to the lines up to .endm; \\PARAMETER stands for an argument, \\@ for a number of its own'),
  row('.endm', [0, 0], 'ends a macro'),
  row('.rept COUNT', [1, 1], 'repeats the lines up to .endr'),
  row('.endr', [0, 0], 'ends a repetition'),
  row('.if CONDITION', [1, 1], 'reads the lines up to .endif only if the condition is not 0'),
  row('.ifdef NAME', [1, 1], 'reads the lines up to .endif only if the symbol has been defined'),
  row('.ifndef NAME', [1, 1], 'reads the lines up to .endif only if the symbol has not been defined'),
  row('.elseif CONDITION', [1, 1], 'the condition to try where those before were 0'),
  row('.else', [0, 0], 'what to read where the conditions before were 0'),
  row('.endif', [0, 0], 'ends a condition'),
  row('.error "TEXT"', [1, 1], 'reports an error'),
  row('.assert CONDITION[, "TEXT"]', [1, 2], 'reports an error if the condition is 0'),

  row('.file NUMBER "PATH"', [2, 2], 'gives a number to a source file, for .loc'),
  row('.loc FILE LINE COLUMN [prologue_end] [is_stmt 0]', [3, 6], 'the next instruction comes from this line, counted from 1'),
  row('.cfi_startproc', [0, 0], 'a function starts: the frame address is sp, nothing is saved'),
  row('.cfi_endproc', [0, 0], 'a function ends'),
  row('.cfi_def_cfa REGISTER, OFFSET', [2, 2], 'from here the frame address is a register plus an offset'),
  row('.cfi_def_cfa_offset OFFSET', [1, 1], 'from here the frame address has another offset'),
  row('.cfi_def_cfa_register REGISTER', [1, 1], 'from here the frame address counts from another register'),
  row('.cfi_offset REGISTER, OFFSET', [2, 2], 'from here the register is saved at this offset from the frame address'),
  row('.cfi_restore REGISTER', [1, 1], 'from here the register holds the caller’s value again'),
  row('.cfi_remember_state', [0, 0], 'keeps what is known, for .cfi_restore_state'),
  row('.cfi_restore_state', [0, 0], 'goes back to what was kept'),
  row('.cfi_undefined ra', [1, 1], 'from here there is no caller: the outermost frame'),
];

/** By name. */
export const directivesByName: ReadonlyMap<string, DirectiveRow> = new Map(
  directives.map(entry => [entry.name, entry]),
);
