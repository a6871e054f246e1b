/**
 * Where everything stands in the machine's one WebAssembly memory: RAM from 0 on, so that a place in RAM is a place
 * in the memory; behind it the CPU, its translations, and the marks of RAM's pages.
 */
import { memoryMap } from '../isa';
import { pageShift } from './constants';

/** Words of the CPU's area. What stands before `sink` is state; the rest means something only while a run lasts. */
export enum CpuWord {
  pc,
  status,
  ttb,
  ksp,
  ptb,
  /** Bit n: the interrupt with cause n is latched. */
  pending,
  /** 1: the instruction at `pc` is a `wait` that has begun and not completed. */
  waiting,
  /** r0–r15. */
  registers = 8,
  /** Where the interpreter's writes to r0 go: behind r15, as if it were one more. */
  sink = 24,
  /** Instructions until `deadline`. */
  left = 25,
  /** The clock at the end of the stretch, a 64-bit floating-point number. */
  deadline = 26,
}

/** Entries of one mode's TLB. */
export const tlbSize = 512;
const column = tlbSize * 4;

/**
 * The entry of an address. The page's number alone would put the kernel's stacks and its data, some powers of two
 * apart, on the same entries.
 */
export const tlbEntry = (address: number) =>
  ((address >>> pageShift) ^ (address >>> (pageShift + 11))) & (tlbSize - 1);

/** Bytes from the start of a TLB to its columns, of one word an entry. */
export const tlbLayout = {
  readTags: 0,
  readOffsets: column,
  writeTags: 2 * column,
  writeOffsets: 3 * column,
  fetchTags: 4 * column,
  size: 5 * column,
} as const;

export interface Layout {
  readonly cpu: number;
  readonly kernelTlb: number;
  readonly userTlb: number;
  /** A byte for each page of RAM. */
  readonly marks: number;
  /** Bytes in all. */
  readonly size: number;
}

/** The places of the areas behind a RAM of so many bytes. */
export function layoutFor(ramSize: number): Layout {
  const { pageSize } = memoryMap;
  const cpu = ramSize;
  const kernelTlb = cpu + pageSize;
  const userTlb = kernelTlb + tlbLayout.size;
  const marks = userTlb + tlbLayout.size;
  return { cpu, kernelTlb, userTlb, marks, size: marks + ramSize / pageSize };
}
