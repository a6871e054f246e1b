/** The guest's header of platform constants: `guest/include/toy32.h`. */
import {
  causes,
  consoleEnd,
  controlRegisters,
  diskBusy,
  diskFailed,
  diskIdle,
  diskRead,
  diskWrite,
  memoryConstants,
  pageTableBits,
  ports,
  statusBits,
  trapFrame,
  trapFrameSize,
  trapTableEntries,
} from '../../src/isa';
import { hex } from '../../src/source';

function define(name: string, value: string, comment: string): string {
  return `${`#define ${name}`.padEnd(30)} ${value.padEnd(12)} /* ${comment} */`;
}

export function platformHeader(): string {
  return `/* The platform constants of Toy32. Generated from src/isa by \`npm run generate\`: do not edit. */
#ifndef TOY32_H
#define TOY32_H

/* The memory map and the clock. */
${memoryConstants.map(row => define(row.name, `${hex(row.value)}u`, row.summary)).join('\n')}

/* Trap causes: indices of the trap table. */
${causes.map(row => define(`CAUSE_${row.constant}`, String(row.number), row.summary)).join('\n')}
${define('TRAP_TABLE_ENTRIES', String(trapTableEntries), 'words of the trap table')}

/* Bits of the status register. */
${statusBits.map(row => define(`STATUS_${row.name}`, hex(1 << row.bit), row.summary)).join('\n')}

/* Bits of a page-table entry; the upper 20 bits are the page's physical address. */
${pageTableBits.map(row => define(`PTE_${row.name}`, hex(1 << row.bit), row.summary)).join('\n')}
${define('PTB_TRANSLATE', '0x1', 'in ptb: translate addresses')}

/* Control registers. */
${controlRegisters.map(row => `/*   ${row.name}: ${row.summary} */`).join('\n')}

/* Device registers, for \`in\` and \`out\`; the assembler knows these names too. */
${ports.map(row => define(row.name, hex(row.number), [row.read && `in: ${row.read}`, row.write && `out: ${row.write}`].filter(Boolean).join('; '))).join('\n')}
${define('CONSOLE_END', hex(consoleEnd), 'from CONSOLE_DATA: the end of input')}
${define('DISK_READ', String(diskRead), 'to DISK_COMMAND')}
${define('DISK_WRITE', String(diskWrite), 'to DISK_COMMAND')}
${define('DISK_IDLE', String(diskIdle), 'from DISK_COMMAND')}
${define('DISK_BUSY', String(diskBusy), 'from DISK_COMMAND')}
${define('DISK_FAILED', String(diskFailed), 'from DISK_COMMAND')}

#ifndef __ASSEMBLER__
/* What the hardware pushes at a trap and \`rett\` pops; ${trapFrameSize} bytes. */
struct trapframe {
${trapFrame.map(row => `  unsigned int ${`${row.name};`.padEnd(8)} /* ${row.summary} */`).join('\n')}
};
#endif

#endif
`;
}
