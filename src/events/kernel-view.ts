/** The kernel's list of processes and their threads as the host sees it: read from the machine's memory. */
import type { Executable } from '../image';
import { memoryMap, trapFrameSize } from '../isa';
import type { Machine } from '../machine';
import { type KernelCalls, callsOf } from './kernel-calls';
import { type Layout, type Members, findLayout } from './kernel-layout';
import { addressOf } from './symbols';
import { cString, lazily, present } from '../source';

/** A thread of a process, which in most has but one. */
export interface Process extends Members {
  /** Of its `struct thread`, or `struct proc` where the kernel has no threads. */
  readonly address: number;
  /** The CPU that it has, or had last. */
  readonly cpu: number;
}

/** Bytes of a frame that a function of a kernel could make at most, and of a kernel stack. */
const longestFrame = 0x10_0000;
const mostStack = 0x100_0000;

/** Constants of the kernel: `const user_address user_stack_limit`, `const unsigned thread_stack_size`. */
const stackLimitVariable = 'user_stack_limit';
const stackSizeVariable = 'thread_stack_size';
/** And `const pte_t page_promised`, `page_to_copy`: bits of page-table entries that the kernel keeps for itself. */
const promisedVariable = 'page_promised';
const toCopyVariable = 'page_to_copy';

export class KernelView {
  /** What programs can call it for. */
  readonly calls: KernelCalls;
  private readonly words: DataView;
  /** Whose kernel stack was looked for last: it is asked for again and again. */
  private lastOwner = 0;
  private readonly layoutOnce: () => Layout | undefined;
  private readonly stackLimitOnce: () => number;
  private readonly stackSizeOnce: () => number;
  private readonly promisedOnce: () => number;
  private readonly toCopyOnce: () => number;
  private readonly fieldsByName: () => readonly [string, (address: number) => unknown][];

  constructor(
    private readonly machine: Pick<Machine, 'ram'>,
    kernel: Executable,
  ) {
    this.words = new DataView(machine.ram.buffer, machine.ram.byteOffset, machine.ram.length);
    this.calls = callsOf(kernel);
    this.layoutOnce = lazily(() => findLayout(kernel, this));
    this.fieldsByName = lazily(() => Object.entries(this.fields));
    this.stackSizeOnce = lazily(() => this.word(addressOf(kernel, stackSizeVariable) ?? 0));
    this.stackLimitOnce = lazily(() => this.word(addressOf(kernel, stackLimitVariable) ?? 0));
    this.promisedOnce = lazily(() => this.word(addressOf(kernel, promisedVariable) ?? 0));
    this.toCopyOnce = lazily(() => this.word(addressOf(kernel, toCopyVariable) ?? 0));
  }

  /** How far down the kernel lets the stacks of programs grow, page by page; 0: they do not grow. */
  get stackLimit(): number {
    return this.stackLimitOnce();
  }

  /** The bit of a page-table entry that is not valid: a page of zeros will be there as soon as it is used. */
  get promisedBit(): number {
    return this.promisedOnce();
  }

  /** The bit of one that is: several processes have the page, and who writes first gets a copy. */
  get toCopyBit(): number {
    return this.toCopyOnce();
  }

  /** How much that is for a stack that the kernel has for a thread, from its limit on. */
  get threadStackSize(): number {
    return this.stackSizeOnce();
  }

  private get layout(): Layout | undefined {
    return this.layoutOnce();
  }

  /** All processes that are in use, in the order of the table, with their threads; the idle process included. */
  processes(): Process[] {
    return this.inUse().map(this.process);
  }

  /** The process with this pid. */
  find(pid: number): Process | undefined {
    const address = this.threadOf(pid);
    return address === undefined ? undefined : this.process(address);
  }

  /** The name of the process with this pid alone, which is cheap. */
  nameOf(pid: number): string | undefined {
    const address = this.threadOf(pid);
    return address === undefined ? undefined : this.fields.name(address);
  }

  private threadOf(pid: number): number | undefined {
    return this.inUse().find(thread => this.fields.pid(thread) === pid);
  }

  private inUse(): readonly number[] {
    return this.layout?.inUse() ?? [];
  }

  /** How the members of a thread are read: asked for only where there is one. */
  private get fields(): Layout['fields'] {
    return present(this.layout, 'struct proc in this kernel').fields;
  }

  /** The process that the kernel has on the CPU; undefined before there is one. */
  current(): Process | undefined {
    const address = this.currentAddress();
    return address === 0 ? undefined : this.process(address);
  }

  /** Its pid alone, which is cheap. */
  currentPid(): number | undefined {
    const address = this.currentAddress();
    return address === 0 ? undefined : this.fields.pid(address);
  }

  /** Its pid and name, which is cheap too. */
  identity(): { readonly pid: number; readonly name: string } | undefined {
    const address = this.currentAddress();
    if (address === 0) return undefined;
    const { pid, name } = this.fields;
    return { pid: pid(address), name: name(address) };
  }

  /** The process that has the CPU, if this stack pointer leaves no room on its kernel stack, not even for a trap frame. */
  overflowOf(stackPointer: number): Process | undefined {
    const process = this.current();
    if (!process?.kstack) return undefined;
    const left = stackPointer - process.kstack;
    return left < trapFrameSize && left > -longestFrame ? process : undefined;
  }

  /** The process whose kernel stack holds this address, or ends right below it. */
  ownerOfStack(address: number): Process | undefined {
    const owner = this.ownerAddress(address);
    return owner === 0 ? undefined : this.process(owner);
  }

  /** Its pid alone, which is cheap. */
  pidOfStack(address: number): number | undefined {
    const owner = this.ownerAddress(address);
    return owner === 0 ? undefined : this.fields.pid(owner);
  }

  private ownerAddress(address: number): number {
    const { lastOwner } = this;
    if (lastOwner !== 0 && this.holds(lastOwner, address)) return lastOwner;
    return (this.lastOwner = this.findOwner(address));
  }

  /** Kernel stacks do not overlap: one that holds an address is the only one. */
  private holds(process: number, address: number): boolean {
    const kstack = this.fields.kstack(process);
    return kstack !== 0 && kstack < address && address <= kstack + this.stackSize(process);
  }

  private findOwner(address: number): number {
    let owner = 0;
    let base = 0;
    let size = 0;
    if (!this.layout) return 0;
    const { table, fields } = this.layout;
    for (const process of table) {
      const kstack = fields.kstack(process);
      if (kstack === 0) continue;
      size ||= this.stackSize(process);
      if (kstack >= address || kstack <= base) continue;
      owner = process;
      base = kstack;
    }
    return size === 0 || address <= base + size ? owner : 0;
  }

  /** Of its kernel stack, at whose top the hardware pushes the frame of a trap from user mode; 0: it cannot be said. */
  private stackSize(process: number): number {
    const { kstack, trapFrame } = this.fields;
    const size = trapFrame(process) + trapFrameSize - kstack(process);
    return size > trapFrameSize && size < mostStack ? size : 0;
  }

  private readonly process = (address: number): Process => {
    const read: Record<string, unknown> = { address, cpu: 0 };
    for (const [name, field] of this.fieldsByName()) read[name] = field(address);
    return read as unknown as Process;
  };

  /** The thread that a `struct thread` or, the first one of it, a `struct proc` at this address is about. */
  at(address: number): Process | undefined {
    const thread = this.layout?.threadAt(address) ?? 0;
    return thread === 0 ? undefined : this.process(thread);
  }

  /** Where the kernel stack of a process stands while it does not run; 0 where the kernel does not say. */
  savedStackPointer({ address }: Process): number {
    return this.layout?.savedStackPointer(address) ?? 0;
  }

  /** Bytes of the kernel registers that a thread's structure keeps; 0: the kernel does not say. */
  get contextSize(): number {
    return this.layout?.contextSize ?? 0;
  }

  /** A word of the kernel's data, at its physical address, unsigned; 0 outside of RAM. */
  readonly word = (address: number): number => {
    const offset = address - memoryMap.ramBase;
    return offset >= 0 && offset + 4 <= this.words.byteLength ? this.words.getUint32(offset, true) : 0;
  };

  /** Text in the kernel's data up to a NUL, at most so many bytes. */
  readonly text = (address: number, most: number): string => {
    const offset = address - memoryMap.ramBase;
    if (offset < 0 || offset >= this.words.byteLength) return '';
    return cString(this.machine.ram.subarray(offset, offset + most));
  };

  private currentAddress(): number {
    const address = this.layout ? this.word(this.layout.current) : 0;
    return this.layout?.threadAt(address) === address ? address : 0;
  }
}
