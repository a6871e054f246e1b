/** Numbers that the hardware needs by name, looked up once in the tables of `src/isa`. */
import {
  causeNamed,
  controlRegisterNumber,
  maskOf,
  memoryMap,
  pageTableBits,
  roles,
  statusBits,
} from '../isa';

export const status = {
  user: maskOf(statusBits, 'USER'),
  interrupts: maskOf(statusBits, 'IE'),
  /** All bits that exist; the others read 0. */
  defined: statusBits.reduce((all, bit) => all | (1 << bit.bit), 0),
};

export const pte = {
  valid: maskOf(pageTableBits, 'VALID'),
  write: maskOf(pageTableBits, 'WRITE'),
  user: maskOf(pageTableBits, 'USER'),
  execute: maskOf(pageTableBits, 'EXECUTE'),
  accessed: maskOf(pageTableBits, 'ACCESSED'),
  dirty: maskOf(pageTableBits, 'DIRTY'),
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
  status: controlRegisterNumber('status'),
  ttb: controlRegisterNumber('ttb'),
  ksp: controlRegisterNumber('ksp'),
  ptb: controlRegisterNumber('ptb'),
};

/** Bit 0 of `ptb`: translate. */
export const translateBit = 1;

/** Address to page, and the bits of an address that say which page it is in, or where in the page. */
export const pageShift = Math.log2(memoryMap.pageSize);
export const pageMask = -memoryMap.pageSize;
export const offsetMask = memoryMap.pageSize - 1;
/** Which of a page's words an address is in, once shifted by 2. */
export const slotMask = memoryMap.pageSize / 4 - 1;

export const zeroRegister = roles.zero;
export const spRegister = roles.stackPointer;

export { portNumber as portNamed } from '../isa';

/** A word as messages have it: `0x00001f00`. */
export const hex = (word: number): string => `0x${(word >>> 0).toString(16).padStart(8, '0')}`;
