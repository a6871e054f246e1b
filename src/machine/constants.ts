/** Numbers that the hardware needs by name, looked up once in the tables of `src/isa`. */
import {
  type Bit,
  causeNamed,
  controlRegisters,
  memoryMap,
  pageTableBits,
  ports,
  registerNumber,
  statusBits,
} from '../isa';
import { type RegisterIndex, registerIndex } from './state';

function mask(bits: readonly Bit[], name: string): number {
  const row = bits.find(bit => bit.name === name);
  if (!row) throw new Error(`no bit is named ${name}`);
  return 1 << row.bit;
}

function control(name: string): number {
  const row = controlRegisters.find(register => register.name === name);
  if (!row) throw new Error(`no control register is named ${name}`);
  return row.number;
}

export const status = {
  user: mask(statusBits, 'USER'),
  interrupts: mask(statusBits, 'IE'),
  /** All bits that exist; the others read 0. */
  defined: statusBits.reduce((all, bit) => all | (1 << bit.bit), 0),
};

export const pte = {
  valid: mask(pageTableBits, 'VALID'),
  write: mask(pageTableBits, 'WRITE'),
  user: mask(pageTableBits, 'USER'),
  execute: mask(pageTableBits, 'EXECUTE'),
  accessed: mask(pageTableBits, 'ACCESSED'),
  dirty: mask(pageTableBits, 'DIRTY'),
};

export const cause = {
  illegal: causeNamed('illegal-instruction').number,
  privileged: causeNamed('privileged-instruction').number,
  divide: causeNamed('divide-by-zero').number,
  misaligned: causeNamed('misaligned-address').number,
  fetch: causeNamed('fetch-page-fault').number,
  load: causeNamed('load-page-fault').number,
  store: causeNamed('store-page-fault').number,
  breakpoint: causeNamed('breakpoint').number,
  systemCall: causeNamed('system-call').number,
  timer: causeNamed('timer-interrupt').number,
  console: causeNamed('console-interrupt').number,
  disk: causeNamed('disk-interrupt').number,
};

export const controlRegister = {
  status: control('status'),
  ttb: control('ttb'),
  ksp: control('ksp'),
  ptb: control('ptb'),
};

/** Bit 0 of `ptb`: translate. */
export const translateBit = 1;

/** Address to page, and the bits of an address that say which page it is in, or where in the page. */
export const pageShift = Math.log2(memoryMap.pageSize);
export const pageMask = -memoryMap.pageSize;
export const offsetMask = memoryMap.pageSize - 1;

/** Which of its page's instructions stands at an address. */
export function slotOf(pc: number): number {
  return (pc & offsetMask) >>> 2;
}

export const raRegister = general('ra');
export const spRegister = general('sp');

function general(name: string): RegisterIndex {
  const number = registerNumber(name);
  if (number === undefined) throw new Error(`no register is named ${name}`);
  return registerIndex(number);
}

/** The number of a port by its name; throws on a name that no row has. */
export function portNamed(name: string): number {
  const row = ports.find(port => port.name === name);
  if (!row) throw new Error(`no port is named ${name}`);
  return row.number;
}
