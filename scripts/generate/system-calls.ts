/** The guest's list of system calls: `guest/include/sys/syscall.h`, and the C library's stubs: `guest/lib/usys.toy`. */
import { lastError, prototype, systemCalls } from '../../src/isa';

export function systemCallHeader(): string {
  return `/* System calls. Generated from src/isa by \`npm run generate\`: do not edit. */
#ifndef SYS_SYSCALL_H
#define SYS_SYSCALL_H

${systemCalls.map(row => `${`#define SYS_${row.name}`.padEnd(24)} ${String(row.number).padEnd(4)} /* ${prototype(row, 'void')}: ${row.summary} */`).join('\n')}

/* Every system call as X(number, name), in order of its number. */
#define SYSTEM_CALLS(X) \\
${systemCalls.map(row => `  X(${row.number}, ${row.name})`).join(' \\\n')}

#endif
`;
}

/**
 * One stub for each system call; all but those that return nothing, or are raw, turn an error number into −1 and `errno`. They are
 * weak, so that a program may have a function of its own by the name of one.
 */
export function systemCallStubs(): string {
  const stubs = systemCalls.map(({ name, stub = name, raw, summary, returns }) => {
    const end =
      returns === 'void' || raw ? '' : `\n    li t1, ${-lastError - 1}\n    bgtu a0, t1, __syscall_error`;
    return `# ${summary}\n.weak ${stub}\n.type ${stub}, function\n${stub}:\n    li t0, SYS_${name}\n    trap${end}\n    ret\n.size ${stub}, . - ${stub}\n`;
  });
  return `# The system calls as C functions. Generated from src/isa by \`npm run generate\`: do not edit.
# The number goes in t0, the arguments are where the caller put them; the kernel answers in a0.
.text

${stubs.join('\n')}`;
}
