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
    if (halt.reason !== 'breakpoint' || at >= this.until) return;
    const module = this.inspector.moduleAt(halt.address, this.processes.livePid);
    if (this.locations.some(each => each.address === halt.address && each.module === module)) this.found = at;
  }

  result(): number | undefined {
    return this.found;
  }
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
