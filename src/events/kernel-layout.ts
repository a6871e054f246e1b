/**
 * Where a kernel has its processes and threads, and how their members are read: offsets from its own debug information, so
 * that a changed kernel is understood as well. Whatever that lacks reads as zero or empty. A kernel without
 * `struct thread` has one thread in each process, and all that there is to know of it in `struct proc`.
 */
import { type CType, type Executable, type RecordDefinition, memberNamed, sizeOf } from '../image';
import { type Global, globalsOf, structNamed } from './kernel-types';
import { threadOf } from '../protocol';

/** What the members of one thread, or of the process that it belongs to, are. */
export interface Members {
  /** Of its process if it is its first thread, else one that stands for the thread: see `threads.ts`. */
  readonly pid: number;
  readonly name: string;
  /** The kernel's enumerator in lower case: embryo, ready, running, blocked, zombie; of a thread of a process that goes on, ended. */
  readonly state: string;
  /** The parent's pid; 0: none. */
  readonly parent: number;
  /** The lowest address of its kernel stack; 0: none. */
  readonly kstack: number;
  /** Where its saved kernel registers are; 0: nowhere. */
  readonly context: number;
  /** Address of the frame of its trap from user mode; 0: none. */
  readonly trapFrame: number;
  /** Of the `struct proc` of its process. */
  readonly owner: number;
  /** Physical address of its page directory. */
  readonly pagedir: number;
  /** The wait status once it has ended. */
  readonly status: number;
  /** What it is blocked on, as the kernel knows it; 0: nothing. */
  readonly channel: number;
  /** The same in words. */
  readonly why: string;
  /** The function in the program that it began with; 0: it is the first thread. */
  readonly start: number;
  /** How far down the kernel lets its own stack grow; 0: it has the stack of the program. */
  readonly stackLimit: number;
  /** The address of the word in the program that it sleeps for; 0: none. */
  readonly futex: number;
  /** The thread that holds what it waits for, or that is to end; undefined: nobody that the kernel knows of. */
  readonly waitsFor: number | undefined;
  /** Why it gave up the CPU the last time, in words. */
  readonly left: string;
}

type FieldReader<T> = (thread: number) => T;

export interface Layout {
  /** Addresses of the `struct thread` of all processes in use, or of their `struct proc`. */
  readonly inUse: () => readonly number[];
  /** The address of the first thread of the process at an address, or of the thread there; 0: it is neither. */
  readonly threadAt: (address: number) => number;
  /** The address of a thread whose kernel stack may be anywhere: all that there could be. */
  readonly table: readonly number[];
  /** Address of the variable that points to the running one; 0: none. */
  readonly current: number;
  /** Bytes of the saved kernel registers; 0: not found. */
  readonly contextSize: number;
  /** The stack pointer in its saved kernel registers; 0: not found. */
  readonly savedStackPointer: FieldReader<number>;
  readonly fields: { readonly [Name in keyof Members]: FieldReader<Members[Name]> };
}

/** The kernel's data. */
export interface KernelMemory {
  /** A word at a physical address, unsigned; 0 outside of RAM. */
  readonly word: (address: number) => number;
  /** Text up to a NUL, at most so many bytes. */
  readonly text: (address: number, most: number) => string;
}

export function findLayout(kernel: Executable, memory: KernelMemory): Layout | undefined {
  const globals = globalsOf(kernel);
  const processes = tableOf(globals, 'proc');
  if (!processes) return undefined;
  const threads = tableOf(globals, 'thread');
  return threads ? layoutOfThreads(processes, threads, memory) : layoutOfProcesses(processes, memory);
}

interface Table {
  readonly struct: RecordDefinition;
  /** Of all entries. */
  readonly addresses: readonly number[];
  /** Address of the variable that points to the current one; 0: none. */
  readonly current: number;
}

/** The arrays, or variables, of a struct. */
function tableOf(globals: readonly Global[], tag: string): Table | undefined {
  const ofStruct = globals.filter(({ type }) => structNamed(type, tag) !== undefined);
  const tables = ofStruct.filter(({ type }) => type.kind !== 'pointer');
  const struct = tables[0] && structNamed(tables[0].type, tag);
  if (!struct || struct.size === 0) return undefined;
  const addresses = tables.flatMap(({ address, type }) =>
    Array.from(
      { length: Math.floor(sizeOf(type) / struct.size) },
      (_, index) => address + index * struct.size,
    ),
  );
  const current = ofStruct.find(({ name, type }) => name.startsWith('current') && type.kind === 'pointer');
  return { struct, addresses, current: current?.address ?? 0 };
}

const isInUse = (state: string): boolean => state !== 'unused' && state !== '';

function layoutOfProcesses({ struct, addresses, current }: Table, memory: KernelMemory): Layout {
  const fields = new Fields(struct, memory);
  const pid = fields.word('pid');
  const state = fields.names('state');
  const known = new Set(addresses);
  return {
    inUse: () => addresses.filter(process => isInUse(state(process))),
    threadAt: address => (known.has(address) ? address : 0),
    table: addresses,
    current,
    contextSize: fields.context()?.size ?? 0,
    savedStackPointer: fields.savedStackPointer(),
    fields: {
      ...ofProcess(fields, pid, process => process),
      ...ofThread(fields),
      pid,
      state,
      owner: process => process,
      waitsFor: () => undefined,
    },
  };
}

function layoutOfThreads(processes: Table, threads: Table, memory: KernelMemory): Layout {
  const process = new Fields(processes.struct, memory);
  const thread = new Fields(threads.struct, memory);
  const [pidOf, first, stateOf] = [process.word('pid'), process.word('threads'), process.names('state')];
  const [processOf, next, number] = [
    thread.word('proc'),
    thread.word('next_of_process'),
    thread.word('number'),
  ];
  const [knownProcesses, knownThreads] = [new Set(processes.addresses), new Set(threads.addresses)];
  /** The first thread stands for its process, and so do all where the kernel has made no list of them yet. */
  const pid = (address: number) => {
    const owner = processOf(address);
    if (!knownProcesses.has(owner)) return 0;
    const head = first(owner);
    return head === address || head === 0 ? pidOf(owner) : threadOf(pidOf(owner), number(address));
  };
  /** One that has ended meanwhile, and is gone, still has its number. */
  const holder = (waiting: number, wanted: number) => {
    const owner = processOf(waiting);
    const there = threadsOf(owner).find(address => number(address) === wanted);
    return there === undefined ? threadOf(pidOf(owner), wanted) : pid(there);
  };
  const threadsOf = (owner: number) => {
    const list: number[] = [];
    let at = first(owner);
    for (; knownThreads.has(at) && list.length < threads.addresses.length; at = next(at)) list.push(at);
    return stateOf(owner) === 'zombie' ? list.slice(0, 1) : list;
  };
  return {
    inUse: () => processes.addresses.filter(owner => isInUse(stateOf(owner))).flatMap(threadsOf),
    threadAt: address =>
      knownThreads.has(address) ? address : knownProcesses.has(address) ? first(address) : 0,
    table: threads.addresses,
    current: threads.current,
    contextSize: thread.context()?.size ?? 0,
    savedStackPointer: thread.savedStackPointer(),
    fields: {
      ...ofProcess(process, pidOf, processOf),
      ...ofThread(thread),
      pid,
      owner: processOf,
      state: stateOfThread(thread.names('state'), address => stateOf(processOf(address))),
      waitsFor: waitsFor(thread, memory, pid, holder),
    },
  };
}

/** One that is being made, or has ended, is so whatever its process is, and the other way round. */
function stateOfThread(own: FieldReader<string>, ofItsProcess: FieldReader<string>): FieldReader<string> {
  return address => {
    const process = ofItsProcess(address);
    if (process === 'zombie' || process === 'embryo' || process === 'unused') return process;
    const state = own(address);
    return state === 'new' ? 'embryo' : state === 'free' ? 'unused' : state;
  };
}

/** The word of a lock: bits that say that it is held, and by the thread with which number. */
const held = 0x4000_0000;
const holder = 0x3fff_ffff;

function waitsFor(
  thread: Fields,
  { word }: KernelMemory,
  pid: FieldReader<number>,
  holderOf: (waiting: number, number: number) => number,
): FieldReader<number | undefined> {
  const [lock, joining] = [thread.word('lock'), thread.word('joining')];
  return address => {
    if (joining(address) !== 0) return pid(joining(address));
    const value = lock(address) === 0 ? 0 : word(lock(address));
    return value & held ? holderOf(address, value & holder) : undefined;
  };
}

function ofProcess(fields: Fields, pid: FieldReader<number>, of: FieldReader<number>) {
  const [parent, pagedir, status] = ['parent', 'pagedir', 'status'].map(name => fields.word(name)) as [
    FieldReader<number>,
    FieldReader<number>,
    FieldReader<number>,
  ];
  const name = fields.text('name');
  return {
    name: (thread: number) => name(of(thread)),
    parent: (thread: number) => {
      const address = parent(of(thread));
      return address === 0 ? 0 : pid(address);
    },
    pagedir: (thread: number) => pagedir(of(thread)),
    status: (thread: number) => status(of(thread)),
  };
}

const ofThread = (fields: Fields) => ({
  kstack: fields.word('kstack'),
  context: fields.address('context'),
  trapFrame: fields.address('tf'),
  channel: fields.word('channel'),
  why: fields.text('why'),
  start: fields.word('start'),
  stackLimit: fields.word('stack_limit'),
  futex: fields.word('futex'),
  left: fields.text('left'),
});

/** Reads the members of a struct. */
class Fields {
  constructor(
    private readonly struct: RecordDefinition,
    private readonly memory: KernelMemory,
  ) {}

  word(name: string): FieldReader<number> {
    const member = memberNamed(this.struct, name);
    return member ? address => this.memory.word(address + member.offset) : () => 0;
  }

  /** A `char` array, or a pointer to text. */
  text(name: string): FieldReader<string> {
    const member = memberNamed(this.struct, name);
    if (!member) return () => '';
    const { memory } = this;
    const { type, offset } = member;
    if (type.kind === 'array') return address => memory.text(address + offset, type.count ?? 0);
    return address => memory.text(memory.word(address + offset), 64);
  }

  /** An enumerator in lower case. */
  names(name: string): FieldReader<string> {
    const member = memberNamed(this.struct, name);
    if (!member) return () => '';
    const names = enumerators(member.type);
    return address => {
      const value = this.memory.word(address + member.offset);
      return names.get(value) ?? String(value);
    };
  }

  /** Where a struct that it holds, or points to, is. */
  address(name: string): FieldReader<number> {
    const member = memberNamed(this.struct, name);
    if (!member) return () => 0;
    const inside = member.type.kind !== 'pointer';
    return address => (inside ? address + member.offset : this.memory.word(address + member.offset));
  }

  /** The struct that the kernel registers are saved in. */
  context(): RecordDefinition | undefined {
    const context = memberNamed(this.struct, 'context')?.type;
    const saved = context?.kind === 'pointer' ? context.target : context;
    return saved?.kind === 'record' ? saved.definition : undefined;
  }

  savedStackPointer(): FieldReader<number> {
    const saved = this.context();
    const member = saved && memberNamed(saved, 'sp');
    if (!member) return () => 0;
    const base = this.address('context');
    return address => this.memory.word(base(address) + member.offset);
  }
}

function enumerators(type: CType): ReadonlyMap<number, string> {
  const rows = type.kind === 'enum' ? type.definition.enumerators : [];
  return new Map(rows.map(row => [row.value, row.name.toLowerCase()]));
}
