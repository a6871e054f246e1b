/** The picture *Memory*: an address space, the tables that make it, the frames of physical memory, and bytes at an address. */

/** Pages in a row of which the same can be said. */
export interface MemoryRegion {
  /** Virtual; `to` is the first address behind it. */
  readonly from: number;
  readonly to: number;
  readonly kind:
    | 'text'
    | 'constants'
    | 'data'
    | 'heap'
    | 'stack'
    | 'mapping'
    | 'kernel'
    | 'kernel stack'
    /** Never mapped, so that who runs past what stands beside it, or follows a null pointer, faults. */
    | 'guard';
  /** What the bits say: `writable`, `user`, `executable`. */
  readonly permissions: readonly string[];
  /** Pages of it that other processes have too, and of those the ones that who writes first gets a copy of. */
  readonly shared: number;
  readonly toCopy: number;
  /** They are not there yet: each comes, as zeros, with its first use. */
  readonly promised?: true;
}

/** Where something points to. */
export interface MemoryPointer {
  /** `sp`, `pc`, or the expression that is watched. */
  readonly name: string;
  readonly address: number;
}

/** Entries of a page table in a row: pages one behind the other, in frames one behind the other, with the same bits. */
export interface MemoryEntries {
  readonly index: number;
  readonly count: number;
  readonly virtual: number;
  readonly physical: number;
  /** By name; those of the kernel half say nothing of what has been used. */
  readonly bits: readonly string[];
  /** The pids of others that have the frame too. */
  readonly sharedWith: readonly number[];
}

/** An entry of the page directory that is in use. */
export interface MemoryTable {
  readonly index: number;
  readonly virtual: number;
  /** Physical, of the page table. */
  readonly table: number;
  readonly bits: readonly string[];
  readonly entries: readonly MemoryEntries[];
}

/** Frames in a row with the same owner. */
export interface MemoryFrames {
  /** Physical. */
  readonly from: number;
  readonly count: number;
  readonly owner: 'kernel' | 'tables' | 'kernel stack' | 'process' | 'shared' | 'other' | 'free';
  /** Of those that have it. */
  readonly pids: readonly number[];
}

/** Bytes that follow an expression from stop to stop. */
export interface MemoryBytes {
  readonly expression: string;
  /** Why there is nothing to be seen. */
  readonly problem?: string;
  readonly address?: number;
  /** As hexadecimal digits. */
  readonly bytes?: string;
  /** Offsets of those that are other than at the last stop, where that showed the same address. */
  readonly changed: readonly number[];
}

export interface MemoryParts {
  readonly processes: readonly { readonly pid: number; readonly name: string }[];
  readonly space: {
    readonly pid: number;
    readonly name: string;
    /** Physical, of the page directory; 0: the CPU does not translate yet. */
    readonly directory: number;
    readonly pageSize: number;
    readonly regions: readonly MemoryRegion[];
  };
  readonly pointers: readonly MemoryPointer[];
  readonly tables: readonly MemoryTable[];
  readonly frames: readonly MemoryFrames[];
  readonly bytes: MemoryBytes;
}

export interface MemoryWishes {
  /** The process to show; absent: the one that the machine stands in. */
  readonly pid?: number;
  /** A C expression or a `$register`: what it points to, or where it stands; absent: `$sp`. */
  readonly expression?: string;
}

/** What is not in it is as it was. */
export interface MemoryBatch {
  /** The machine's clock. */
  readonly count: number;
  readonly parts: Partial<MemoryParts>;
}
