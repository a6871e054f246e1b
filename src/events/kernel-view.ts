/**
 * The kernel's process list as the host sees it: read from the machine's memory, with offsets from the kernel's own
 * debug information, so that a changed kernel is understood as well. Whatever that lacks reads as zero or empty.
 */
import { type Executable, type RecordDefinition, memberNamed, sizeOf } from '../image';
import { memoryMap, trapFrameSize } from '../isa';
import type { Machine } from '../machine';
import { globalsOf, structNamed } from './kernel-types';
import { addressOf } from './symbols';
import { cString, lazily, present } from '../source';

export interface Process {
  /** Of its `struct proc`. */
  readonly address: number;
  /** The CPU that it has, or had last. */
  readonly cpu: number;
  readonly pid: number;
  readonly name: string;
  /** The kernel's enumerator in lower case: embryo, ready, running, blocked, zombie. */
  readonly state: string;
  /** The parent's pid; 0: none. */
  readonly parent: number;
  /** The lowest address of its kernel stack; 0: none. */
  readonly kstack: number;
  /** Where its saved kernel registers are; 0: nowhere. */
  readonly context: number;
  /** Address of the frame of its trap from user mode; 0: none. */
  readonly trapFrame: number;
  /** Physical address of its page directory. */
  readonly pagedir: number;
  /** The wait status once it has ended. */
  readonly status: number;
  /** What it is blocked on, as the kernel knows it; 0: nothing. */
  readonly channel: number;
  /** The same in words. */
  readonly why: string;
}

/** Bytes of a frame that a function of a kernel could make at most, and of a kernel stack. */
const longestFrame = 0x10_0000;
const mostStack = 0x100_0000;

/** A constant of the kernel: `const user_address user_stack_limit`. */
const stackLimitVariable = 'user_stack_limit';

type FieldReader<T> = (process: number) => T;

interface Layout {
  /** Addresses of all `struct proc`. */
  readonly table: readonly number[];
  readonly addresses: ReadonlySet<number>;
  /** Address of the variable that points to the running one; 0: none. */
  readonly current: number;
  /** Bytes of the saved kernel registers; 0: not found. */
  readonly contextSize: number;
  /** The stack pointer in its saved kernel registers; 0: not found. */
  readonly savedStackPointer: FieldReader<number>;
  readonly fields: {
    readonly [Name in Exclude<keyof Process, 'address' | 'cpu'>]: FieldReader<Process[Name]>;
  };
}

const isInUse = (state: string): boolean => state !== 'unused' && state !== '';

export class KernelView {
  private readonly words: DataView;
  /** Whose kernel stack was looked for last: it is asked for again and again. */
  private lastOwner = 0;
  private readonly layoutOnce: () => Layout | undefined;
  private readonly stackLimitOnce: () => number;

  constructor(
    private readonly machine: Pick<Machine, 'ram'>,
    kernel: Executable,
  ) {
    this.words = new DataView(machine.ram.buffer, machine.ram.byteOffset, machine.ram.length);
    this.layoutOnce = lazily(() => this.findLayout(kernel));
    this.stackLimitOnce = lazily(() => this.word(addressOf(kernel, stackLimitVariable) ?? 0));
  }

  /** How far down the kernel lets the stacks of programs grow, page by page; 0: they do not grow. */
  get stackLimit(): number {
    return this.stackLimitOnce();
  }

  private get layout(): Layout | undefined {
    return this.layoutOnce();
  }

  /** All processes that are in use, in the order of the table, the idle process included. */
  processes(): Process[] {
    return this.inUse().map(this.process);
  }

  /** The process with this pid. */
  find(pid: number): Process | undefined {
    if (!this.layout) return undefined;
    const { table, fields } = this.layout;
    const address = table.find(process => fields.pid(process) === pid && isInUse(fields.state(process)));
    return address === undefined ? undefined : this.process(address);
  }

  /** Addresses of the `struct proc` that are in use. */
  private inUse(): readonly number[] {
    return (this.layout?.table ?? []).filter(process => isInUse(this.fields.state(process)));
  }

  /** How the fields of a `struct proc` are read: asked for only where there is one. */
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

  /** The process whose `struct proc` is at this address. */
  readonly process = (address: number): Process => {
    const { fields } = this;
    return {
      address,
      cpu: 0,
      pid: fields.pid(address),
      name: fields.name(address),
      state: fields.state(address),
      parent: fields.parent(address),
      kstack: fields.kstack(address),
      context: fields.context(address),
      trapFrame: fields.trapFrame(address),
      pagedir: fields.pagedir(address),
      status: fields.status(address),
      channel: fields.channel(address),
      why: fields.why(address),
    };
  };

  /** Where the kernel stack of a process stands while it does not run; 0 where the kernel does not say. */
  savedStackPointer({ address }: Process): number {
    return this.layout?.savedStackPointer(address) ?? 0;
  }

  /** Bytes of the kernel registers that a process structure keeps; 0: the kernel does not say. */
  get contextSize(): number {
    return this.layout?.contextSize ?? 0;
  }

  /** True if this is the address of one of the kernel's `struct proc`. */
  isProcess(address: number): boolean {
    return this.layout?.addresses.has(address) ?? false;
  }

  /** A word of the kernel's data, at its physical address, unsigned; 0 outside of RAM. */
  word(address: number): number {
    const offset = address - memoryMap.ramBase;
    return offset >= 0 && offset + 4 <= this.words.byteLength ? this.words.getUint32(offset, true) : 0;
  }

  /** Text in the kernel's data up to a NUL, at most so many bytes. */
  text(address: number, most: number): string {
    const offset = address - memoryMap.ramBase;
    if (offset < 0 || offset >= this.words.byteLength) return '';
    return cString(this.machine.ram.subarray(offset, offset + most));
  }

  private currentAddress(): number {
    const address = this.layout ? this.word(this.layout.current) : 0;
    return this.isProcess(address) ? address : 0;
  }

  private findLayout(kernel: Executable): Layout | undefined {
    const globals = globalsOf(kernel);
    const ofProcesses = globals.filter(({ type }) => structNamed(type, 'proc') !== undefined);
    const current = ofProcesses.find(({ name }) => name === 'current');
    const tables = ofProcesses.filter(({ type }) => type.kind !== 'pointer');
    const struct = tables[0] && structNamed(tables[0].type, 'proc');
    if (!struct || struct.size === 0) return undefined;
    const table = tables.flatMap(({ address, type }) =>
      Array.from(
        { length: Math.floor(sizeOf(type) / struct.size) },
        (_, index) => address + index * struct.size,
      ),
    );
    return {
      table,
      addresses: new Set(table),
      current: current?.address ?? 0,
      contextSize: savedRegisters(struct)?.size ?? 0,
      savedStackPointer: this.savedRegister(struct, 'sp'),
      fields: this.fieldReaders(struct),
    };
  }

  private fieldReaders(struct: RecordDefinition): Layout['fields'] {
    const word = (name: string): FieldReader<number> => {
      const member = memberNamed(struct, name);
      return member ? process => this.word(process + member.offset) : () => 0;
    };
    const pid = word('pid');
    const parent = word('parent');
    return {
      pid,
      name: this.textField(struct, 'name'),
      state: this.enumField(struct, 'state'),
      parent: process => (parent(process) === 0 ? 0 : pid(parent(process))),
      kstack: word('kstack'),
      context: this.addressField(struct, 'context'),
      trapFrame: this.addressField(struct, 'tf'),
      pagedir: word('pagedir'),
      status: word('status'),
      channel: word('channel'),
      why: this.textField(struct, 'why'),
    };
  }

  /** A `char` array, or a pointer to text. */
  private textField(struct: RecordDefinition, name: string): FieldReader<string> {
    const member = memberNamed(struct, name);
    if (!member) return () => '';
    const { type } = member;
    if (type.kind === 'array') return process => this.text(process + member.offset, type.count ?? 0);
    return process => this.text(this.word(process + member.offset), 64);
  }

  private enumField(struct: RecordDefinition, name: string): FieldReader<string> {
    const member = memberNamed(struct, name);
    if (!member) return () => '';
    const { type } = member;
    const names = new Map<number, string>();
    if (type.kind === 'enum')
      for (const row of type.definition.enumerators) names.set(row.value, row.name.toLowerCase());
    return process => {
      const value = this.word(process + member.offset);
      return names.get(value) ?? String(value);
    };
  }

  private savedRegister(struct: RecordDefinition, name: string): FieldReader<number> {
    const saved = savedRegisters(struct);
    const member = saved && memberNamed(saved, name);
    if (!member) return () => 0;
    const base = this.addressField(struct, 'context');
    return process => this.word(base(process) + member.offset);
  }

  /** Where a struct that the process holds, or points to, is. */
  private addressField(struct: RecordDefinition, name: string): FieldReader<number> {
    const member = memberNamed(struct, name);
    if (!member) return () => 0;
    const inside = member.type.kind !== 'pointer';
    return process => (inside ? process + member.offset : this.word(process + member.offset));
  }
}

/** The struct that a `struct proc` keeps its kernel registers in, or points to. */
function savedRegisters(struct: RecordDefinition): RecordDefinition | undefined {
  const context = memberNamed(struct, 'context')?.type;
  const saved = context?.kind === 'pointer' ? context.target : context;
  return saved?.kind === 'record' ? saved.definition : undefined;
}
