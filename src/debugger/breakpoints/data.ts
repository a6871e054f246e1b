/** Data breakpoints as watchpoints of the machine, and what they tell when they are hit. */
import { processOf, threadLabel } from '../../events';
import { memoryMap } from '../../isa';
import { type CType, type Range, sizeOf } from '../../image';
import type { Machine, Watchpoint } from '../../machine';
import type { Halt } from '../../session';
import { hex } from '../../source';
import { type DataBreakpointRequest, addressEnd } from '../api';
import { isKernelAddress } from '../images/modules';
import type { AnyFrame, CodeFrame, CodePosition, Names } from '../unwind/frames';
import { placeOf } from '../unwind/variables';
import { valueText } from '../values/format';
import type { Space } from '../values/space';
import type { ValueContext } from '../values/uses';
import { type Value, constantPlace } from '../values/value';
import type { Lifetime, Lifetimes } from './lifetimes';
import { type Local, changePoints, localsOf } from './registers';
import type { Entry } from './table';

type WatchHalt = Extract<Halt, { reason: 'watchpoint' }>;
type DataEntry = Entry & Required<Pick<Entry, 'data'>>;

/** What a data breakpoint is for, where that is a variable or a part of one. */
export interface Datum {
  /** As a C expression. */
  readonly name: string;
  readonly type: CType;
  readonly bit?: Value['bit'];
  readonly lifetime: Lifetime;
  /** Where it was asked for: what names in conditions mean. */
  readonly at: CodePosition | undefined;
  /** It stands in a register, and has no address. */
  readonly local?: Local;
  /** It is a local in memory whose scope the frame has not come to yet. */
  readonly ahead?: { readonly address: number; readonly range: Range };
}

const allOf = ({ watchpoints, tables }: Placed): readonly Watchpoint[] => [...watchpoints, ...tables];

const overlap = (each: Watchpoint, { address, size }: WatchHalt): boolean =>
  address < each.address + each.length && each.address < address + size;

interface Placed {
  readonly entry: DataEntry;
  readonly lifetime: Lifetime;
  readonly watchpoints: readonly Watchpoint[];
  /** The page-table entries that say where it stands in physical memory: they change when the process gets a copy. */
  readonly tables: readonly Watchpoint[];
  /** Of a local in a register: where it may have changed. */
  readonly points: ReadonlySet<number>;
  before: Uint8Array | undefined;
}

export interface DataHit {
  readonly entry: Entry;
  /** What has been hit: `total`, or `4 bytes at 0x80001000`. */
  readonly name: string;
  /** `was 4, is 5`; only few of them are wanted. */
  change(): string;
  /** Where its condition and message mean something: in the frame of its local, else in its program. */
  names(): Names;
}

export interface DataParts {
  readonly machine: Machine;
  readonly lifetimes: Lifetimes;
  livePid(): number;
  spaceOf(pid: number): Space | undefined;
  /** What the CPU sees: the kernel's memory is there whoever has it, and one that has ended may have it still. */
  liveSpace(): Space;
  contextOf(space: Space): ValueContext;
  stack(pid: number): readonly AnyFrame[];
  /** The frame that the CPU executes. */
  current(): CodeFrame | undefined;
  /** Told of one that has come to its end. */
  ended(entry: Entry): void;
}

const mostBytes = 16;
const accesses = { read: 'read', write: 'write', readWrite: 'access' } as const;

export class DataPoints {
  /** The past is looked through: nothing ends by that, and what has been written is about to be. */
  backwards = false;
  private placed: Placed[] = [];

  constructor(private readonly parts: DataParts) {}

  /** What is wrong with a request now. */
  problemOf(data: DataBreakpointRequest): string | undefined {
    const { address, length, datum, access, pid = 0 } = data;
    const over = this.parts.lifetimes.isOver(this.lifetimeOf(data));
    if (over !== undefined) return `it is over: ${over}`;
    if (datum?.local)
      return access === 'write' ? undefined : 'it stands in a register: only its changes can be seen';
    if (address === undefined) return 'it stands nowhere';
    if (!(length > 0)) return `a number of bytes is 1 or more, not ${length}`;
    if (address + length > addressEnd) return 'it goes beyond the last address';
    const space = this.space(data);
    if (!space) return `there is no process ${threadLabel(pid)}`;
    return space.has(address) ? undefined : `no memory is mapped at ${hex(address)}`;
  }

  place(entries: readonly Entry[]): void {
    const { machine } = this.parts;
    const known = new Map(this.placed.map(({ entry, before }) => [entry, before]));
    for (const each of this.placed.flatMap(allOf)) machine.clearWatchpoint(each);
    this.placed = entries.filter(isData).flatMap(entry => (entry.verified ? [this.placedFor(entry)] : []));
    for (const each of this.placed.flatMap(allOf)) machine.setWatchpoint(each);
    // One that stays may just have changed: what it was is still to be told.
    for (const each of this.placed)
      each.before = known.has(each.entry) ? known.get(each.entry) : this.valueNow(each);
  }

  /** Where it stands in physical memory may be another place by now. */
  private placeAgain(): void {
    this.place(this.placed.map(({ entry }) => entry));
  }

  /** The machine is at another instant: what has changed since the last is no change. */
  refresh(): void {
    this.placeAgain();
    for (const placed of this.placed) placed.before = this.valueNow(placed);
  }

  /** Addresses of code at which the machine has to stop: where a frame ends, and where a register may have changed. */
  get addresses(): number[] {
    return this.placed.flatMap(({ lifetime: { resume }, points }) => [
      ...(resume === undefined ? [] : [resume]),
      ...points,
    ]);
  }

  /** The breakpoints that an access is for: those of the process whose memory it is. */
  hits(halt: WatchHalt): DataHit[] {
    this.sweep();
    if (this.placed.some(({ tables }) => tables.some(each => overlap(each, halt)))) this.placeAgain();
    const touched = this.placed.filter(each => this.isTouched(each, halt));
    return touched.filter(each => halt.access === 'read' || this.isItsOwn(each)).map(each => this.hit(each));
  }

  /** Those of locals in registers that have changed before an address of code. */
  changes(address: number): DataHit[] {
    this.sweep();
    return this.placed
      .filter(each => each.points.has(address) && this.hasChanged(each))
      .map(each => this.hit(each));
  }

  /** Ends those that have nothing to watch any more. */
  sweep(): void {
    if (this.backwards) return;
    const over = this.placed.filter(({ lifetime }) => this.parts.lifetimes.isOver(lifetime) !== undefined);
    if (over.length === 0) return;
    for (const { entry, lifetime } of over) {
      entry.verified = false;
      entry.message = `it is over: ${lifetime.ended}`;
    }
    this.placeAgain();
    for (const { entry } of over) this.parts.ended(entry);
  }

  private placedFor(entry: DataEntry): Placed {
    const { datum } = entry.data;
    return {
      entry,
      lifetime: this.lifetimeOf(entry.data),
      watchpoints: datum?.local ? [] : this.watchpointsFor(entry.data),
      tables: datum?.local ? [] : this.tablesFor(entry.data),
      points: new Set(datum?.local && changePoints(datum.local)),
      before: undefined,
    };
  }

  /** Its addresses, and where they stand in physical memory: the kernel and the disk reach them there. */
  private watchpointsFor(data: DataBreakpointRequest): Watchpoint[] {
    const { address = 0, length, access } = data;
    const kind = accesses[access];
    const list: Watchpoint[] = [{ address, length, access: kind }];
    const space = this.space(data);
    for (let at = address; at < address + length;) {
      const next = Math.min(address + length, at - (at % memoryMap.pageSize) + memoryMap.pageSize);
      const physical = space?.translate(at);
      if (physical !== undefined && physical !== at)
        list.push({ address: physical, length: next - at, access: kind });
      at = next;
    }
    return list;
  }

  private tablesFor(data: DataBreakpointRequest): Watchpoint[] {
    const { address = 0, length } = data;
    const { machine } = this.parts;
    const space = isKernelAddress(address) ? undefined : this.space(data);
    const list: Watchpoint[] = [];
    for (let at = address; space && at < address + length;) {
      const entry = machine.pageEntry(at, space.ptb);
      if (entry) list.push({ address: entry.address, length: 4, access: 'write' });
      at += memoryMap.pageSize - (at % memoryMap.pageSize);
    }
    return list;
  }

  /** Another process has written to a page that both have. */
  private isCommon({ address, access }: WatchHalt, data: DataBreakpointRequest): boolean {
    const physical = access === 'write' ? this.parts.machine.translate(address) : undefined;
    return physical !== undefined && this.space(data)?.translate(address) === physical;
  }

  private isTouched({ entry, watchpoints }: Placed, halt: WatchHalt): boolean {
    const { access } = halt;
    const { data } = entry;
    const wanted = accesses[data.access];
    if (wanted !== 'access' && wanted !== access) return false;
    const overlaps = (each: Watchpoint) => overlap(each, halt);
    const index = watchpoints.findIndex(overlaps);
    if (index < 0) return false;
    const start = data.address ?? 0;
    if (index === 0)
      return (
        (isKernelAddress(start) ||
          isSameProcess(data.pid, this.parts.livePid()) ||
          this.isCommon(halt, data)) &&
        this.isInScope(entry)
      );
    return this.watchpointsFor(data).slice(1).some(overlaps);
  }

  /** False where the frame has been left, by longjmp too, or the place is another block's by now. */
  private isInScope({ data: { datum, address } }: DataEntry): boolean {
    const owner = datum?.lifetime.frame;
    if (!owner) return true;
    const here = this.frameOf(owner);
    if (here === 'gone') return false;
    const ranges = localsOf(owner.routine?.info).flatMap(({ places }) =>
      places.flatMap(place =>
        place.kind === 'frame' && owner.cfa + place.offset === address && place.range ? [place.range] : [],
      ),
    );
    const live =
      datum.ahead?.range ?? ranges.find(({ start, end }) => start <= owner.lookup && owner.lookup < end);
    return !live || !here || (live.start <= here.lookup && here.lookup <= live.end);
  }

  /** The frame as it is now; undefined where the stack does not lead so far. */
  private frameOf(owner: CodeFrame & { readonly cfa: number }): CodeFrame | 'gone' | undefined {
    const current = this.parts.current();
    if (current && isSameCall(current, owner)) return current;
    const frames = this.parts.stack(owner.pid);
    const isPast = (frame: AnyFrame) =>
      frame.kind === 'code' && frame.mode === owner.mode && (frame.cfa ?? 0) > owner.cfa;
    return frames.find(frame => isSameCall(frame, owner)) ?? (frames.some(isPast) ? 'gone' : undefined);
  }

  /** False of a bit-field where a write of its word has left its bits as they were: it was one of its neighbours'. */
  private isItsOwn(placed: Placed): boolean {
    const { data } = placed.entry;
    return !data.datum?.bit || this.text(data, placed.before) !== this.text(data, this.bytesOf(placed));
  }

  private hasChanged(placed: Placed): boolean {
    const bytes = this.bytesOf(placed);
    return bytes !== undefined && !isSame(bytes, placed.before);
  }

  private hit(placed: Placed): DataHit {
    const { entry, before } = placed;
    const bytes = this.bytesOf(placed);
    placed.before = bytes;
    const { datum, address = 0, length } = entry.data;
    return {
      entry,
      name: datum?.name ?? `${length} bytes at ${hex(address)}`,
      change: () => this.changeText(entry.data, before, bytes),
      names: () => this.namesOf(entry),
    };
  }

  /** The kernel and other functions write too, in which the names may mean nothing. */
  private namesOf({ data: { datum } }: DataEntry): Names {
    const { current, livePid, stack } = this.parts;
    const owner = datum?.lifetime.frame;
    const frame = owner && this.frameOf(owner);
    if (frame && frame !== 'gone') return { frame };
    const image = datum?.at?.image;
    if (!image || current()?.image === image) return {};
    const isItsOwn = (each: AnyFrame): each is CodeFrame => each.kind === 'code' && each.image === image;
    const inside = stack(livePid()).find(isItsOwn);
    return inside ? { frame: inside } : { code: { image, lookup: 0 } };
  }

  private changeText(data: DataBreakpointRequest, before?: Uint8Array, bytes?: Uint8Array): string {
    const is = this.text(data, bytes);
    if (isSame(before, bytes)) return `still ${is}`;
    const was = !before && data.datum?.local ? 'not set' : this.text(data, before);
    const [then, now] = this.backwards ? ['is', 'will be'] : ['was', 'is'];
    if (was !== is || !before || !bytes) return `${then} ${was}, ${now} ${is}`;
    const at = bytes.findIndex((byte, index) => byte !== before[index]);
    return `its byte ${at} ${then} ${hex(before[at] ?? 0, 2)}, ${now} ${hex(bytes[at] ?? 0, 2)}`;
  }

  private text(data: DataBreakpointRequest, bytes?: Uint8Array): string {
    const { datum, length } = data;
    const space = this.space(data);
    if (!bytes || !space) return 'not known';
    if (!datum || sizeOf(datum.type) !== length) return rawText(bytes);
    const { type, bit } = datum;
    return valueText(
      { type, place: constantPlace(bytes, space), ...(bit && { bit }) },
      this.parts.contextOf(space),
    );
  }

  /** All of them; of a local in a register only while its own code runs, and else what it was last. */
  private bytesOf({ entry: { data }, before }: Placed): Uint8Array | undefined {
    const { datum, address = 0, length } = data;
    if (!datum?.local) return this.space(data)?.read(address, length)?.slice();
    const { variable, frame: owner } = datum.local;
    const here = this.parts.current();
    if (!here || !isSameCall(here, owner)) return before;
    return placeOf(variable, here).read(length)?.slice() ?? before;
  }

  /** The same wherever the CPU is: a local is looked up in its frame. */
  private valueNow(placed: Placed): Uint8Array | undefined {
    const { datum, length } = placed.entry.data;
    const owner = datum?.lifetime.frame;
    if (!datum?.local || !owner) return this.bytesOf(placed);
    const frame = this.frameOf(owner);
    return frame && frame !== 'gone' ? placeOf(datum.local.variable, frame).read(length)?.slice() : undefined;
  }

  private lifetimeOf({ datum, pid, address = 0 }: DataBreakpointRequest): Lifetime {
    return datum?.lifetime ?? this.parts.lifetimes.ofMemory(pid ?? this.parts.livePid(), address);
  }

  private space({ pid, address }: DataBreakpointRequest): Space | undefined {
    const { liveSpace, livePid, spaceOf } = this.parts;
    return address !== undefined && isKernelAddress(address) ? liveSpace() : spaceOf(pid ?? livePid());
  }
}

/** Bytes of no known type: a number of up to eight of them, else the bytes. */
function rawText(bytes: Uint8Array): string {
  const digits = Array.from(bytes, byte => byte.toString(16).padStart(2, '0'));
  if (bytes.length <= 8) return `0x${digits.reverse().join('')}`;
  return digits.slice(0, mostBytes).join(' ') + (bytes.length > mostBytes ? ' …' : '');
}

function isSameCall(frame: AnyFrame, owner: CodeFrame): frame is CodeFrame {
  const isSame = frame.kind === 'code' && frame.cfa === owner.cfa && frame.routine === owner.routine;
  return isSame && frame.pid === owner.pid;
}

/** Threads of a process have the same memory. */
const isSameProcess = (pid: number | undefined, other: number): boolean =>
  pid !== undefined && processOf(pid) === processOf(other);

const isData = (entry: Entry): entry is DataEntry => entry.data !== undefined;

const isSame = (bytes: Uint8Array | undefined, others: Uint8Array | undefined): boolean =>
  bytes?.length === others?.length && (bytes ?? []).every((byte, index) => byte === others?.[index]);
