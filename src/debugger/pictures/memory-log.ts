/** The picture *Memory*: an address space with its tables, who has which frame, and bytes that follow an expression. */
import { addressOf, structIn } from '../../events';
import { memberNamed } from '../../image';
import { memoryMap, roles } from '../../isa';
import type {
  EventName,
  MemoryBatch,
  MemoryBytes,
  MemoryFrames,
  MemoryParts,
  MemoryPointer,
  MemoryRegion,
  MemoryWishes,
} from '../../protocol';
import type { Session } from '../../session';
import { lazily } from '../../source';
import { sentenceOf } from '../errors';
import type { Inspector } from '../inspector';
import type { Processes } from '../processes';
import { Space as AddressSpace } from '../values/space';
import { readScalar } from '../values/value';
import { variableOf } from '../values/variable';
import { Changes } from './changes';
import { type Page, PageTables, type Table, isMapped } from './page-tables';
import type { Picture } from './picture';

export interface MemorySources {
  readonly system: Session;
  readonly inspector: Inspector;
  readonly processes: Processes;
  /** The process that the user looks at. */
  readonly focus: () => number;
  readonly tell: (batch: MemoryBatch) => void;
}

const { pageSize, ramBase, userTop } = memoryMap;
const nothing: ReadonlySet<EventName> = new Set();
/** Bytes that are shown. */
const shownBytes = 128;
const stackPointer = '$sp';

/** Constants of the kernel that say which bits of an entry it keeps for itself, and what they mean. */
const kernelBits = [
  { variable: 'page_to_copy', says: 'copy on write' },
  { variable: 'page_promised', says: 'promised' },
];

interface Space {
  readonly pid: number;
  readonly directory: number;
  readonly tables: readonly Table[];
  /** Those of the user's half. */
  readonly pages: readonly Page[];
}

export class MemoryLog implements Picture {
  readonly isBehind = false;
  private follows = false;
  private wishes: MemoryWishes = {};
  private readonly changes = new Changes<MemoryParts>();
  private readonly tables: () => PageTables;
  private readonly toCopy: () => number;
  /** The bytes of the last two stops at different instants. */
  private seen: { readonly at: number; readonly address: number; readonly bytes: Uint8Array }[] = [];

  constructor(private readonly sources: MemorySources) {
    const { view, kernel } = sources.system;
    const bitsOf = (variable: string) => view.word(addressOf(kernel, variable) ?? 0);
    this.toCopy = lazily(() => bitsOf(kernelBits[0]?.variable ?? ''));
    this.tables = lazily(
      () =>
        new PageTables(view.word, new Map(kernelBits.map(({ variable, says }) => [bitsOf(variable), says]))),
    );
  }

  /** Memory says it all. */
  get interest(): ReadonlySet<EventName> {
    return nothing;
  }

  follow(follows: boolean, _hasRun: boolean, wishes: MemoryWishes): void {
    this.follows = follows;
    this.wishes = wishes;
    this.changes.clear();
  }

  begin(): void {}
  take(): void {}
  missed(): void {}
  cut(): void {}

  flush(atStop: boolean): void {
    if (!this.follows || !atStop) return;
    const { count } = this.sources.system.machine;
    this.sources.tell({ count, parts: this.changes.of(this.parts()) });
  }

  private parts(): MemoryParts {
    const { system, focus, processes } = this.sources;
    const list = system.view.processes();
    const pid = this.wishes.pid ?? focus();
    const spaces = this.spaces();
    const space = spaces.find(each => each.pid === pid) ?? this.spaceAt(pid, this.directoryOf(pid));
    const owners = ownersOf(spaces);
    const others = ({ physical }: Page) => (owners.get(physical) ?? []).filter(other => other !== space.pid);
    const bytes = this.bytes();
    return {
      processes: list.map(({ pid: each, name }) => ({ pid: each, name })),
      space: {
        pid,
        name: processes.programName(pid) ?? '',
        directory: space.directory,
        pageSize,
        regions: this.regions(space, others),
      },
      pointers: this.pointers(pid, bytes),
      tables: space.tables.map(table => this.tables().described(table, others)),
      frames: this.frames(spaces, owners),
      bytes,
    };
  }

  /** Of all processes, one each, and what the CPU uses. */
  private spaces(): Space[] {
    const seen = new Map<number, Space>();
    for (const { pid, pagedir } of this.sources.system.view.processes())
      if (pagedir !== 0 && !seen.has(pagedir)) seen.set(pagedir, this.spaceAt(pid, pagedir));
    return [...seen.values()];
  }

  private spaceAt(pid: number, directory: number): Space {
    const tables = directory === 0 ? [] : this.tables().tables(directory);
    const pages = tables
      .filter(({ virtual }) => virtual < userTop)
      .flatMap(table => this.tables().pages(table));
    return { pid, directory, tables, pages };
  }

  private directoryOf(pid: number): number {
    const { machine, view } = this.sources.system;
    return view.find(pid)?.pagedir || new AddressSpace(machine, machine.ptb, pid, view).directory;
  }

  private regions(space: Space, others: (page: Page) => readonly number[]): MemoryRegion[] {
    const kindOf = this.kindsOf(space.pid);
    const regions: (MemoryRegion & { readonly key: string })[] = [];
    const add = (page: Page, kind: MemoryRegion['kind']) => {
      const permissions = this.tables()
        .bitsOf(page.entry)
        .filter(word => permissionWords.has(word));
      const mapped = isMapped(page);
      const key = `${kind} ${permissions.join()} ${mapped}`;
      const shared = mapped && page.virtual < userTop && others(page).length > 0 ? 1 : 0;
      const toCopy = mapped && page.entry & this.toCopy() ? 1 : 0;
      const last = regions.at(-1);
      if (last?.key === key && last.to === page.virtual)
        regions[regions.length - 1] = {
          ...last,
          to: page.virtual + pageSize,
          shared: last.shared + shared,
          toCopy: last.toCopy + toCopy,
        };
      else
        regions.push({
          from: page.virtual,
          to: page.virtual + pageSize,
          kind,
          permissions,
          shared,
          toCopy,
          ...(!mapped && { promised: true }),
          key,
        });
    };
    const { machine, view } = this.sources.system;
    for (const table of space.tables.filter(({ virtual }) => virtual < userTop))
      for (const page of this.tables().pages(table, view.promisedBit)) add(page, kindOf(page.virtual));
    const { ram } = machine;
    for (const table of space.tables.filter(({ virtual }) => virtual >= userTop))
      for (const page of this.tables().pages(table))
        add(page, page.virtual < ramBase + ram.length ? 'kernel' : 'kernel stack');
    return withGuards(
      regions.map(({ key: _, ...region }) => region),
      space.directory === 0 ? [] : this.guards(space.pid),
    );
  }

  /** Pages that are never mapped, by their addresses: the first one, and one below each stack that the process sees. */
  private guards(pid: number): number[] {
    const { processes, system } = this.sources;
    const { view } = system;
    const owner = processes.find(pid)?.owner;
    const threads = view.processes();
    const ownStacks = threads.filter(thread => thread.owner === owner).map(({ stackLimit }) => stackLimit);
    const stacks = [view.stackLimit, ...ownStacks, ...threads.map(({ kstack }) => kstack)];
    return [0, ...stacks.filter(limit => limit !== 0).map(limit => limit - pageSize)];
  }

  /** What a page of a program is for, by its address. */
  private kindsOf(pid: number): (address: number) => MemoryRegion['kind'] {
    const { inspector, processes, system } = this.sources;
    const segments = inspector.program(pid)?.executable.segments ?? [];
    const owner = processes.find(pid)?.owner ?? 0;
    const heapStart = this.memberOf(owner, 'heap_start');
    const heapEnd = this.memberOf(owner, 'heap_end');
    const { stackLimit, threadStackSize } = system.view;
    const threads = system.view
      .processes()
      .filter(thread => thread.owner === owner && thread.stackLimit !== 0);
    return address => {
      const segment = segments.find(
        part => address + pageSize > part.address && address < part.address + part.memorySize,
      );
      if (segment) return segment.execute ? 'text' : segment.write ? 'data' : 'constants';
      if (address >= heapStart && address < heapEnd) return 'heap';
      const isStack =
        (stackLimit !== 0 && address >= stackLimit) ||
        threads.some(thread => address >= thread.stackLimit && address < thread.stackLimit + threadStackSize);
      return isStack ? 'stack' : 'mapping';
    };
  }

  /** A word of the `struct proc` at an address; 0 where the kernel has none of that name. */
  private memberOf(process: number, name: string): number {
    const struct = this.structure();
    const member = struct && memberNamed(struct, name);
    return process === 0 || !member ? 0 : this.sources.system.view.word(process + member.offset);
  }

  private readonly structure = lazily(() => structIn(this.sources.system.kernel, 'proc'));

  private pointers(pid: number, { expression, address }: MemoryBytes): MemoryPointer[] {
    const stack = this.sources.processes.exists(pid) ? this.sources.inspector.stack(pid) : [];
    const watched =
      address === undefined || expression === stackPointer ? [] : [{ name: expression, address }];
    const user = stack.find(frame => frame.kind === 'code' && frame.mode === 'user');
    const [top] = stack;
    return [
      ...[top, user === top ? undefined : user].flatMap(frame => {
        if (frame?.kind !== 'code') return [];
        const sp = frame.registers.get(roles.stackPointer);
        const of = frame.mode === 'user' ? '' : ' (kernel)';
        return [
          { name: `pc${of}`, address: frame.pc },
          ...(sp === undefined ? [] : [{ name: `sp${of}`, address: sp }]),
        ];
      }),
      ...watched,
    ];
  }

  private frames(spaces: readonly Space[], owners: ReadonlyMap<number, readonly number[]>): MemoryFrames[] {
    const { system } = this.sources;
    const { view, kernel, machine } = system;
    const pages = new Map<number, Pick<MemoryFrames, 'owner' | 'pids'>>();
    for (const { pid, directory, tables } of spaces) {
      pages.set(directory, { owner: 'tables', pids: [pid] });
      for (const { virtual, physical } of tables)
        pages.set(physical, { owner: 'tables', pids: virtual < userTop ? [pid] : [] });
    }
    for (const table of spaces[0]?.tables ?? [])
      if (table.virtual >= ramBase + machine.ram.length)
        for (const page of this.tables().pages(table)) {
          const owner = view.ownerOfStack(page.virtual + 1);
          pages.set(page.physical, { owner: 'kernel stack', pids: owner ? [owner.pid] : [] });
        }
    for (const [physical, pids] of owners)
      pages.set(physical, { owner: pids.length > 1 ? 'shared' : 'process', pids });
    const kernelEnd = Math.max(...kernel.segments.map(({ address, memorySize }) => address + memorySize));
    const counts = this.counts();
    const runs: MemoryFrames[] = [];
    for (let at = ramBase; at < ramBase + machine.ram.length; at += pageSize) {
      const found =
        pages.get(at) ?? (at < kernelEnd ? kernelFrame : counts(at) === 0 ? freeFrame : otherFrame);
      const last = runs.at(-1);
      if (last && last.owner === found.owner && last.pids.join() === found.pids.join())
        runs[runs.length - 1] = { ...last, count: last.count + 1 };
      else runs.push({ from: at, count: 1, owner: found.owner, pids: found.pids });
    }
    return runs;
  }

  /** How many owners the kernel says that a page has; of a kernel that does not count, none that nobody maps. */
  private counts(): (page: number) => number {
    const { view, kernel, machine } = this.sources.system;
    const table = view.word(addressOf(kernel, 'owners') ?? 0);
    const fresh = view.word(addressOf(kernel, 'fresh') ?? 0);
    if (table === 0 || fresh === 0) return () => 0;
    const frames = table - ramBase;
    // The table itself, and what else stands between the kernel and the first page, is the kernel's.
    const first = table + machine.ram.length / pageSize;
    return page =>
      page < first ? 1 : page >= fresh ? 0 : (machine.ram[frames + (page - ramBase) / pageSize] ?? 0);
  }

  private bytes(): MemoryBytes {
    const { expression = stackPointer } = this.wishes;
    let found: ReturnType<MemoryLog['bytesOf']> | undefined;
    const problem = sentenceOf(() => (found = this.bytesOf(expression)));
    if (!found) return { expression, ...(problem !== undefined && { problem }), changed: [] };
    const { address, bytes } = found;
    const at = this.sources.system.machine.count;
    this.seen = [...this.seen.filter(row => row.at !== at).slice(-1), { at, address, bytes }];
    const before = this.seen.length > 1 ? this.seen[0] : undefined;
    const changed =
      before?.address === address
        ? [...bytes.keys()].filter(index => before.bytes[index] !== bytes[index])
        : [];
    const text = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
    return { expression, address, bytes: text, changed };
  }

  private bytesOf(expression: string): { readonly address: number; readonly bytes: Uint8Array } {
    const { inspector, processes, focus } = this.sources;
    const pid = this.wishes.pid ?? focus();
    const [frame] = processes.exists(pid) ? inspector.stack(pid) : [];
    const value = inspector.evaluate(expression, frame, 'look');
    const { memory, address } = variableOf(
      expression,
      value,
      inspector.contextOf(frame, value),
      {},
      expression,
    );
    const space = value.place.space ?? frame?.space ?? inspector.space(pid);
    // An integer that stands nowhere is an address itself.
    const scalar = memory === undefined && address === undefined ? Number(readScalar(value)) : 0;
    const start = (memory ?? address ?? scalar) >>> 0;
    // What follows the addresses of a program is the kernel's.
    const room = start < userTop ? userTop - start : shownBytes;
    return { address: start, bytes: space.readSome(start, Math.min(room, shownBytes)) };
  }
}

const permissionWords = new Set(['writable', 'user', 'executable']);
const kernelFrame = { owner: 'kernel', pids: [] } as const;
const otherFrame = { owner: 'other', pids: [] } as const;
const freeFrame = { owner: 'free', pids: [] } as const;

/** The regions with those of these pages that are in none, in the order of addresses. */
function withGuards(regions: readonly MemoryRegion[], guards: readonly number[]): MemoryRegion[] {
  const isFree = (page: number) => !regions.some(({ from, to }) => page >= from && page < to);
  const pages = [...new Set(guards)].filter(isFree);
  const added = pages.map((from): MemoryRegion => ({
    ...{ from, to: from + pageSize, kind: 'guard', permissions: [], shared: 0, toCopy: 0 },
  }));
  return [...regions, ...added].sort((a, b) => a.from - b.from);
}

/** Who has which frame of the user's half. */
function ownersOf(spaces: readonly Space[]): ReadonlyMap<number, readonly number[]> {
  const owners = new Map<number, number[]>();
  for (const { pid, pages } of spaces)
    for (const { physical } of pages) {
      const list = owners.get(physical) ?? [];
      if (!list.includes(pid)) list.push(pid);
      owners.set(physical, list);
    }
  return owners;
}
