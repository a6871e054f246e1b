/** The picture *Stacks*: where the registers of a process are, in the CPU and in memory, and what has moved them last. */

export interface StacksRegister {
  /** `a0`, `pc`, `status`: a field of a trap frame of the same name is where it is saved. */
  readonly name: string;
  readonly value: number;
}

/** A word of memory. */
export interface StacksWord {
  readonly address: number;
  /** Absent where nothing is mapped. */
  readonly value?: number;
  /** What it is: `return address of trap`, `i: int of main`, and of saved registers their name alone. */
  readonly what?: string;
  /** The value as a place in code: `trapentry+0x8`. */
  readonly symbol?: string;
}

/** Words in a row, from the lowest address on. */
export interface StacksBlock {
  readonly words: readonly StacksWord[];
  /** So many more follow, up to where the stack begins. */
  readonly more: number;
}

/** One process: what is in memory of it. */
export interface StacksSide {
  readonly pid: number;
  readonly name: string;
  readonly state: string;
  /** From the stack pointer of its program up. */
  readonly user: StacksBlock;
  /** From the stack pointer of the kernel to the trap frame; empty while its program runs. */
  readonly kernel: StacksBlock;
  /** The words at the top of its kernel stack that the hardware pushes and pops, by name. */
  readonly trapFrame: readonly StacksWord[];
  /** The kernel registers in its process structure, by name. */
  readonly context: readonly StacksWord[];
}

/** Registers have been saved to memory, or restored from there. */
export interface StacksTransfer {
  readonly by: 'hardware' | 'software';
  readonly kind: 'save' | 'restore';
  /** The instant. */
  readonly count: number;
  readonly pid: number;
  /** `timer-interrupt`, `return-from-trap`, `context-switch`. */
  readonly because: string;
  readonly registers: readonly { readonly name: string; readonly address: number }[];
}

export interface StacksParts {
  /** All that have a stack, to choose from. */
  readonly processes: readonly { readonly pid: number; readonly name: string }[];
  /** The process that is shown; across a switch the two, before and after. */
  readonly sides: readonly StacksSide[];
  readonly cpu: {
    readonly pid: number;
    readonly mode: 'user' | 'kernel';
    readonly registers: readonly StacksRegister[];
  };
  /** The last save or restore; a switch is both. */
  readonly transfers: readonly StacksTransfer[];
}

export interface StacksWishes {
  /** The process to show; absent: the one that the machine stands in, and at a switch both. */
  readonly pid?: number;
}

/** What is not in it is as it was. */
export interface StacksBatch {
  /** The machine's clock. */
  readonly count: number;
  readonly parts: Partial<StacksParts>;
}
