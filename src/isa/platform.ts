/** The platform's constants, which every assembly source knows without defining them, and the names that are taken. */
import { causes, trapTableEntries } from './causes';
import { controlRegisters, pageTableBits, statusBits } from './control';
import { memoryConstants } from './memory';
import { consoleEnd, diskRead, diskWrite, ports } from './ports';
import { registers } from './registers';
import { systemCalls } from './systemcalls';
import { trapFrame, trapFrameSize } from './trapframe';

export interface PlatformConstant {
  readonly name: string;
  readonly value: number;
  readonly summary: string;
}

const port = ({ name, number, read, write }: (typeof ports)[number]): PlatformConstant => {
  const uses = [read && `reads: ${read}`, write && `writes: ${write}`].filter(Boolean);
  return { name, value: number, summary: `port; ${uses.join('; ')}` };
};

const all: readonly PlatformConstant[] = [
  ...ports.map(port),
  ...systemCalls.map(({ name, number, summary }) => ({ name: `SYS_${name}`, value: number, summary })),
  ...causes.map(({ constant, number, summary }) => ({ name: `CAUSE_${constant}`, value: number, summary })),
  ...statusBits.map(({ name, bit, summary }) => ({ name: `STATUS_${name}`, value: 2 ** bit, summary })),
  ...pageTableBits.map(({ name, bit, summary }) => ({ name: `PTE_${name}`, value: 2 ** bit, summary })),
  ...memoryConstants,
  ...trapFrame.map(({ name, offset, summary }) => ({
    name: `TF_${name}`,
    value: offset,
    summary: `offset in the trap frame: ${summary}`,
  })),
  { name: 'TF_SIZE', value: trapFrameSize, summary: 'bytes of a trap frame' },
  { name: 'TRAP_TABLE_ENTRIES', value: trapTableEntries, summary: 'words in the trap table' },
  { name: 'CONSOLE_END', value: consoleEnd, summary: 'what CONSOLE_DATA reads at the end of input' },
  { name: 'DISK_READ', value: diskRead, summary: 'DISK_COMMAND: reads sectors into memory' },
  { name: 'DISK_WRITE', value: diskWrite, summary: 'DISK_COMMAND: writes sectors from memory' },
];

/** By name. */
export const platformConstants: ReadonlyMap<string, PlatformConstant> = new Map(
  all.map(row => [row.name, row]),
);

const reservedNames: ReadonlySet<string> = new Set([
  ...registers.flatMap(({ name, number }) => [name, `r${number}`]),
  ...controlRegisters.map(({ name }) => name),
  ...platformConstants.keys(),
]);

/**
 * True for a name that assembly takes for a register or a constant: a symbol of that name stands in quotes there,
 * `call "t1"`.
 */
export function isReservedName(name: string): boolean {
  return reservedNames.has(name);
}
