/** The memory map and the units of time and space that hardware, tools and kernel agree on. */

export interface Constant {
  /** The name of the C constant. */
  readonly name: string;
  readonly value: number;
  readonly summary: string;
}

export const memoryMap = {
  ramBase: 0x8000_0000,
  defaultRamSize: 16 * 1024 * 1024,
  pageSize: 4096,
  /** Where the text of a user program starts; page 0 stays unmapped. */
  userBase: 0x0000_1000,
  /** One past the highest user address. */
  userTop: 0x8000_0000,
  sectorSize: 512,
  /** Nominal speed: one instruction is one microsecond of the machine's clock. */
  clockHz: 1_000_000,
} as const;

// prettier-ignore
export const memoryConstants: readonly Constant[] = [
  { name: 'RAM_BASE', value: memoryMap.ramBase, summary: 'first byte of physical memory; the kernel is linked here' },
  { name: 'PAGE_SIZE', value: memoryMap.pageSize, summary: 'bytes of a page' },
  { name: 'USER_BASE', value: memoryMap.userBase, summary: 'where the text of a user program starts' },
  { name: 'USER_TOP', value: memoryMap.userTop, summary: 'one past the highest user address' },
  { name: 'SECTOR_SIZE', value: memoryMap.sectorSize, summary: 'bytes of a disk sector' },
  { name: 'CLOCK_HZ', value: memoryMap.clockHz, summary: 'instructions in a second of the machine’s clock' },
];
