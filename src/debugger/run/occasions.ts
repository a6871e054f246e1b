/** What one looks for to go to: an event, an execution of a line, the last line within the calls that a line has made. */
import type { Occurrence } from '../../events';
import type { EventName } from '../../protocol';
import type { Halt } from '../../session';
import type { Location } from '../breakpoints/resolve';
import type { Module } from '../images/module';
import type { Inspector } from '../inspector';
import type { Processes } from '../processes';
import type { CodeFrame } from '../unwind/frames';
import { Backwards, isSameCall } from './backwards';
import { isLibrary } from './library';
import type { Search } from './travel';

/** The last event of a kind before an instant, of a process or of any: the instant after it. */
export class LastEvent implements Search<number> {
  readonly near = [3000, 40_000, 300_000];
  readonly stride = Infinity;
  readonly interest: readonly EventName[];
  private found: number | undefined;

  constructor(
    private readonly name: EventName,
    private readonly pid: number | undefined,
    private readonly until: number,
  ) {
    this.interest = [name];
  }

  hears({ event, pid }: Occurrence): boolean {
    return event === this.name && (this.pid === undefined || pid === this.pid);
  }

  begin(): void {
    this.found = undefined;
  }

  look(halt: Halt, at: number): void {
    if (halt.reason === 'event' && at < this.until && this.hears(halt.event)) this.found = at;
  }

  result(): number | undefined {
    return this.found;
  }
}

/** The last time before an instant that one of these places is come to. */
export class LastAt extends Backwards {
  override readonly near = [3000, 40_000, 300_000];
  override readonly addresses: readonly number[];
  private found: number | undefined;

  constructor(
    private readonly inspector: Inspector,
    private readonly processes: Processes,
    private readonly locations: readonly Location[],
    private readonly until: number,
  ) {
    super();
    this.addresses = locations.map(({ address }) => address);
  }

  begin(): void {
    this.found = undefined;
  }

  look(halt: Halt, at: number): void {
    if (at < this.until && isAt(halt, this.locations, this.inspector, this.processes)) this.found = at;
  }

  result(): number | undefined {
    return this.found;
  }
}

/** The n-th time after an instant that one of these places is come to; where a call is given, in that alone. */
export class NthAt extends Backwards {
  override readonly addresses: readonly number[];
  /** How often it has been come to so far. */
  times = 0;
  private found: number | undefined;

  constructor(
    private readonly inspector: Inspector,
    private readonly processes: Processes,
    private readonly locations: readonly Location[],
    private readonly n: number,
    private readonly after: number,
    private readonly call?: CodeFrame,
  ) {
    super();
    this.addresses = locations.map(({ address }) => address);
  }

  begin(): void {
    this.times = 0;
    this.found = undefined;
  }

  look(halt: Halt, at: number): void {
    if (at <= this.after || !isAt(halt, this.locations, this.inspector, this.processes)) return;
    const here = this.call && this.inspector.current();
    if (this.call && !(here && isSameCall(here, this.call))) return;
    if (++this.times === this.n) this.found = at;
  }

  result(): number | undefined {
    return this.found;
  }
}

const isAt = (halt: Halt, locations: readonly Location[], inspector: Inspector, processes: Processes) =>
  halt.reason === 'breakpoint' && isPlace(locations, halt.address, inspector, processes);

/** Whether an address is one of these places, in the program that they are of. */
export function isPlace(
  locations: readonly Location[],
  address: number,
  inspector: Inspector,
  processes: Processes,
): boolean {
  const module = inspector.moduleAt(address, processes.livePid);
  return locations.some(each => each.address === address && each.module === module);
}

/** The last line between two instants that a process comes to in a call that a frame has made, the library's apart. */
export class InnerLine extends Backwards {
  override readonly near: readonly number[];
  override readonly addresses: readonly number[];
  private found: number | undefined;

  constructor(
    private readonly inspector: Inspector,
    private readonly frame: CodeFrame,
    from: number,
    private readonly until: number,
  ) {
    super();
    this.near = [until - from];
    this.addresses = frame.image ? startsOutside(frame.image) : [];
  }

  mayBeAfter(): boolean {
    return false;
  }

  begin(): void {
    this.found = undefined;
  }

  look(halt: Halt, at: number): void {
    if (halt.reason !== 'breakpoint' || at >= this.until || !this.addresses.includes(halt.address)) return;
    const here = this.inspector.current();
    const isInner = here?.pid === this.frame.pid && here.image === this.frame.image;
    if (isInner && !isSameCall(here, this.frame)) this.found = at;
  }

  result(): number | undefined {
    return this.found;
  }
}

/** Starts of statements in the bodies of a module's functions that are not the library's. */
function startsOutside(module: Module): number[] {
  return module.debug.functions
    .filter(({ start }) => !isLibrary(module, start))
    .flatMap(info => {
      const start = module.lines.prologueEnd(info)?.address ?? info.start;
      return [...module.lines.statementsIn({ start, end: info.end }).keys()];
    });
}
