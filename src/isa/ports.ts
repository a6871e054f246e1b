/** Device registers, reached by the privileged instructions `in` and `out` alone. */

import { rowNamed } from './rows';

interface PortRow {
  readonly number: number;
  readonly name: string;
  readonly device: 'console' | 'disk' | 'timer' | 'power' | 'board';
  readonly read?: string;
  readonly write?: string;
}

// prettier-ignore
const rows = [
  { number: 0x00, name: 'CONSOLE_DATA', device: 'console', read: 'the next byte of input; 0x100 (once) at the end of input; 0xFFFFFFFF if there is none now', write: 'prints the low byte' },
  { number: 0x01, name: 'CONSOLE_WANT', device: 'console', write: 'says that a reader waits for input; the host may take it as its cue' },
  { number: 0x02, name: 'CONSOLE_TERMINAL', device: 'console', read: '1 if a terminal is at the other end: somebody sees what is printed, and types key by key; 0 if it is a stream of bytes' },
  { number: 0x10, name: 'TIMER_INTERVAL', device: 'timer', read: 'the interval', write: 'interrupt every N instructions from now; 0 stops the timer' },
  { number: 0x20, name: 'DISK_SECTOR', device: 'disk', read: 'as written', write: 'first sector of the next command' },
  { number: 0x21, name: 'DISK_COUNT', device: 'disk', read: 'as written', write: 'sectors of the next command' },
  { number: 0x22, name: 'DISK_ADDRESS', device: 'disk', read: 'as written', write: 'physical address of the next command' },
  { number: 0x23, name: 'DISK_COMMAND', device: 'disk', read: '0 idle, 1 busy, 2 the last command failed', write: '1 reads sectors into memory, 2 writes them from memory; an interrupt tells the end' },
  { number: 0x24, name: 'DISK_SIZE', device: 'disk', read: 'sectors of the disk' },
  { number: 0x30, name: 'POWER_OFF', device: 'power', write: 'stops the machine with this status' },
  { number: 0x31, name: 'POWER_PANIC', device: 'power', write: 'stops the machine: the kernel cannot go on' },
  { number: 0x40, name: 'BOARD_MEMORY', device: 'board', read: 'bytes of RAM' },
  { number: 0x41, name: 'BOARD_TIMER', device: 'board', read: 'the timer interval that the machine was started with; 0: cooperative' },
  { number: 0x42, name: 'BOARD_SCHEDULER', device: 'board', read: 'the number of the scheduler that the machine was started with' },
] as const satisfies readonly PortRow[];

export type PortName = (typeof rows)[number]['name'];

export interface Port extends PortRow {
  readonly name: PortName;
}

export const ports: readonly Port[] = rows;

/** Undefined for a number that no device has. */
export const portName = (port: number): PortName | undefined =>
  ports.find(({ number }) => number === port)?.name;

export function portNumber(name: PortName): number {
  return rowNamed(ports, name).number;
}

/** Values of CONSOLE_DATA that are no byte. */
export const consoleEnd = 0x100;
export const consoleNone = 0xffff_ffff;

/** Values of DISK_COMMAND. */
export const diskRead = 1;
export const diskWrite = 2;
export const diskIdle = 0;
export const diskBusy = 1;
export const diskFailed = 2;

/** Instructions from a disk command to its interrupt: a fixed part and one for each sector. */
export const diskLatency = { command: 1000, sector: 100 } as const;
