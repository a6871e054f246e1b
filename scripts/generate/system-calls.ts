/** The guest's list of system calls: `guest/include/sys/syscall.h`, and the C library's stubs: `guest/lib/usys.toy`. */
import { stubOf } from '../../src/boot/system-calls';
import { declaration, prototype, systemCalls } from '../../src/isa';

export function systemCallHeader(): string {
  return `/* System calls. Generated from src/isa by \`npm run generate\`: do not edit. */
#ifndef SYS_SYSCALL_H
#define SYS_SYSCALL_H

${systemCalls.map(row => `${`#define SYS_${row.name}`.padEnd(24)} ${String(row.number).padEnd(4)} /* ${prototype(row, 'void')}: ${row.summary} */`).join('\n')}

#endif
`;
}

/** One stub for each system call. */
export function systemCallStubs(): string {
  const stubs = systemCalls.map(row => stubOf(row, `SYS_${row.name}`));
  return `# The system calls as C functions. Generated from src/isa by \`npm run generate\`: do not edit.
# The number goes in t0, the arguments are where the caller put them; the kernel answers in a0.
.text

${stubs.join('\n')}`;
}

/** The kernel's table: `guest/kernel/syscalls.h`. Who copies the kernel adds rows to it. */
export function kernelCallTable(): string {
  const rows = systemCalls.map(row => {
    const { number, name, returns, parameters } = row;
    return `SYSTEM_CALL(${number}, ${name}, ${returns}, (${parameters.map(declaration).join(', ') || 'void'}))`;
  });
  return `/*
 * The table of the system calls: number, name, and the type of the result and the parameters as programs have them. A row
 * makes a system call NAME: syscall.c calls sys_NAME for the number, the programs that are built for this kernel have a
 * function NAME that traps with it, and the debugger and the trace show it by its name and its parameters.
 *
 * (That is so in a copy of this kernel. In the sources of Ringside these rows are generated from src/isa/systemcalls.ts.)
 */
#ifndef SYSTEM_CALL /* who includes this says what a row is; by itself it gives the numbers */
#define SYSTEM_CALL(number, name, result, parameters) enum { CALL_##name = number };
#endif

${rows.join('\n')}
`;
}
