/** What C names are called in assembly: the same, but for names that the assembler takes for something else. */
import {
  causes,
  memoryConstants,
  pageTableBits,
  ports,
  registerNumber,
  statusBits,
  systemCalls,
  trapFrame,
} from '../../isa';

/** The platform's constants, which stand for numbers in assembly. */
const constants: ReadonlySet<string> = new Set([
  ...ports.map(({ name }) => name),
  ...systemCalls.map(({ name }) => `SYS_${name}`),
  ...causes.map(({ constant }) => `CAUSE_${constant}`),
  ...statusBits.map(({ name }) => `STATUS_${name}`),
  ...pageTableBits.map(({ name }) => `PTE_${name}`),
  ...memoryConstants.map(({ name }) => name),
  ...trapFrame.map(({ name }) => `TF_${name}`),
  ...['TF_SIZE', 'TRAP_TABLE_ENTRIES', 'CONSOLE_END', 'DISK_READ', 'DISK_WRITE'],
]);

/** `$` is no letter of C, so no other name can be meant. */
export function assemblyName(name: string): string {
  return registerNumber(name) !== undefined || constants.has(name) ? `${name}$` : name;
}
