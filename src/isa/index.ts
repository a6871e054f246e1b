/** Toy32 as data: the one place where an instruction, cause, register, port or system call is written. */
export * from './registers';
export * from './operands';
export * from './does';
export * from './evaluate';
export * from './instructions';
export * from './flow';
export * from './pseudo-instructions';
export * from './codec';
export * from './forms';
export * from './causes';
export * from './trapframe';
export * from './control';
export * from './memory';
export * from './ports';
export * from './systemcalls';
export * from './files';
export * from './platform';
