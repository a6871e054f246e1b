/**
 * Where everything stands in the machine's one WebAssembly memory: RAM from 0 on, so that a place in RAM is a place
 * in the memory; behind it the CPU, and what engines make for themselves and may forget.
 */
import { memoryMap } from '../isa';
import { pageShift } from './constants';

/** Words of the CPU's area. What stands before `left` is state; the rest means something only while a run lasts. */
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
  /** Instructions until `deadline`. */
  left = 24,
  /** The clock at the end of the stretch, a 64-bit floating-point number. */
  deadline = 26,
  /** Bit n: traps with cause n are told to an observer. */
  toldCauses = 28,
  /** Bit n of these words: the system call n is. */
  toldCalls,
  /** 1: returns from traps are. */
  toldReturns = 31,
  /** 1: reads and writes of ports are. */
  toldPorts,
  /** Bytes that have been printed and not given to the host yet: see `Layout.output`. */
  outputCount,
  /** Where the translations of the current address space stand, by mode. */
  kernelTlb,
  userTlb,
  /** 1: writes of control registers are told, or changes of the mode. */
  toldControl,
  /** Bytes from the start of the first watchpoint of the user's half of the addresses to the end of the last; 0: there is none. */
  watched,
  /** The address where the first one starts; the same of the kernel's half follows. */
  watchedFrom,
  /** The page directories of the address spaces whose translations are at hand; 0: nothing is. */
  spaces = watched + 4,
  /** How often each cause has trapped, modulo 2^32. */
  trapCounts = spaces + 8,
  /** The first arguments of system calls: in each slot the address of a trap frame, and a0 as it was at the trap. */
  calls = trapCounts + 32,
  /** The next word that is free. */
  end = calls + 2 * 128,
}

/** The kernel stores the result where the argument was, so a host that looks later needs another place to find it. */
export const callSlots = (CpuWord.end - CpuWord.calls) / 2;
/** The slot of a trap frame: kernel stacks in different pages have different ones, up to so many. */
export const callSlot = (frame: number) => (frame >>> pageShift) & (callSlots - 1);

/** System calls that are told one by one; those from here on are told together. */
export const tellableCalls = 64;

const wordSize = 4;
const { pageSize } = memoryMap;

/** Entries of one mode's TLB. */
export const tlbSize = 2048;
const column = tlbSize * wordSize;

/**
 * The entry of an address. The page's number alone would put the kernel's stacks and its data, some powers of two
 * apart, on the same entries.
 */
export const tlbEntry = (address: number) =>
  ((address >>> pageShift) ^ (address >>> tlbFold)) & (tlbSize - 1);

/** The bits of an address from here on take part in the choice of its entry as well. */
export const tlbFold = pageShift + 11;

/** Bytes from the start of a TLB to its columns, of one word an entry. */
export const tlbLayout = {
  readTags: 0,
  readOffsets: column,
  writeTags: 2 * column,
  writeOffsets: 3 * column,
  fetchTags: 4 * column,
  /** To where the words of a page are read from: the page itself, or its shadow. */
  fetchOffsets: 5 * column,
  /** Where the map of a page's compiled code stands. */
  fetchMaps: 6 * column,
  /** The place in RAM that is added to an address in a page to find the instruction itself. */
  fetchPlaces: 7 * column,
  size: 8 * column,
} as const;

/** Address spaces whose translations are kept, each with a TLB for the kernel and one for the user. */
export const spaceCount = CpuWord.trapCounts - CpuWord.spaces;

/**
 * A map says where a page's compiled code can be entered, a word for each instruction: 0, or a function's index in
 * the table and the number of a block in it.
 */
export const mapCount = 512;

/** Compiled functions, at most. */
export const functionCount = 4000;

/** A shadow is a copy of a page in which no instruction stands where the interpreter has to stop. */
export const shadowCount = 256;

/** Bytes that may be printed before the host is given them. */
export const outputSize = pageSize;

export interface Layout {
  /** RAM comes first. */
  readonly ramSize: number;
  readonly cpu: number;
  /** What has been printed. */
  readonly output: number;
  /** By opcode, the bits of a word that must be 0. */
  readonly unusedBits: number;
  readonly tlbs: number;
  /** A byte for each page of RAM. */
  readonly marks: number;
  readonly maps: number;
  readonly shadows: number;
  /** Bytes in all. */
  readonly size: number;
}

/** The places of the areas behind a RAM of so many bytes. */
export function layoutFor(ramSize: number): Layout {
  let end = ramSize;
  const area = (size: number) => {
    const start = end;
    end = Math.ceil((start + size) / pageSize) * pageSize;
    return start;
  };
  return {
    ramSize,
    cpu: area(CpuWord.end * wordSize),
    output: area(outputSize),
    unusedBits: area(256 * wordSize),
    tlbs: area(spaceCount * 2 * tlbLayout.size),
    marks: area(ramSize / pageSize),
    maps: area(mapCount * pageSize),
    shadows: area(shadowCount * pageSize),
    size: end,
  };
}
