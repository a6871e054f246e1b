/**
 * The assembler of Toy32: text to object files, object words back to text, and the syntax tree in between.
 * Where a symbol can stand, its name may stand in quotes: `"sp"` is a symbol, `sp` the register.
 */
export { type AssembleOptions, type Assembled, assemble } from './assemble';
export { disassemble } from './disassemble';
export { type DirectiveRow, directives, directivesByName } from './directive-table';
export { binaryOperators } from './expressions';
export { Included } from './included';
export { LintMemory, lint } from './lints';
export { parse } from './parse';
export { reparse } from './reparse';
export * from './syntax';
