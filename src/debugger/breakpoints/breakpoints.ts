/** The breakpoints of a session: as they are set, and as the machine has them. */
import { processOf } from '../../events';
import type { Runner, Session } from '../../session';
import type * as api from '../api';
import { isKernelAddress } from '../images/modules';
import type { Inspector } from '../inspector';
import type { Processes } from '../processes';
import { Points } from '../run/points';
import type { CodePosition } from '../unwind/frames';
import type { Unwinder } from '../unwind/unwinder';
import { placeToCome } from '../unwind/variables';
import { Space } from '../values/space';
import { DataPoints, type Datum } from './data';
import { Lifetimes } from './lifetimes';
import type { Local } from './registers';
import { breakpointPlaces } from './resolve';
import { BreakpointTable, type Entry, toBreakpoint } from './table';

export interface BreakpointsParts {
  readonly system: Session;
  readonly runner: Runner;
  readonly processes: Processes;
  readonly unwinder: Unwinder;
  readonly inspector: Inspector;
  /** The process that the user looks at. */
  focus(): number;
  /** Throws DebuggerError while the machine runs. */
  requireStopped(): void;
  /** Told of a data breakpoint that has come to its end. */
  ended(breakpoint: api.Breakpoint, name: string): void;
}

export class Breakpoints {
  readonly table: BreakpointTable;
  readonly points: Points;
  readonly data: DataPoints;
  private readonly lifetimes: Lifetimes;

  constructor(private readonly parts: BreakpointsParts) {
    const { system, runner, processes, unwinder, inspector } = parts;
    this.table = new BreakpointTable(inspector.modules, (text, purpose, place) =>
      inspector.check(text, purpose, place),
    );
    this.points = new Points(runner);
    this.lifetimes = new Lifetimes(system.machine, processes, pid => inspector.stack(pid));
    this.data = new DataPoints({
      machine: system.machine,
      lifetimes: this.lifetimes,
      livePid: () => processes.livePid,
      spaceOf: pid => (processes.isAlive(pid) ? unwinder.space(pid) : undefined),
      liveSpace: () => new Space(system.machine, system.machine.ptb, processes.livePid, system.view),
      contextOf: space => inspector.contextIn(space),
      stack: pid => unwinder.stack(pid),
      current: () => inspector.current(),
      ended: entry => this.dataEnded(entry),
    });
  }

  setLines(path: string, list: readonly api.LineBreakpointRequest[]): api.Breakpoint[] {
    return this.placed(this.table.setLines(path, list));
  }

  setFunctions(list: readonly api.FunctionBreakpointRequest[]): api.Breakpoint[] {
    return this.placed(this.table.setFunctions(list));
  }

  setInstructions(list: readonly api.InstructionBreakpointRequest[]): api.Breakpoint[] {
    const { inspector, focus } = this.parts;
    return this.placed(
      this.table.setInstructions(list, ({ address, program, pid = focus() }) => {
        const named = program === undefined ? undefined : inspector.modules.named(program);
        // A program need not run for its code to be known.
        if (named?.codeWord(address) !== undefined) return named;
        if (!isKernelAddress(address)) inspector.requireProcess(pid);
        return inspector.codeAt(address, pid);
      }),
    );
  }

  setData(list: readonly api.DataBreakpointRequest[]): api.Breakpoint[] {
    const ofProcess = ({ address }: api.DataBreakpointRequest) => !address || !isKernelAddress(address);
    const placed = this.table.setData(
      list.map(request => (ofProcess(request) ? { pid: this.parts.focus(), ...request } : request)),
      data => this.data.problemOf(data),
    );
    this.data.place(this.table.all);
    return this.placed(placed);
  }

  /** Watches something else too, under this id, until the result is called. */
  alsoWatch(data: api.DataBreakpointRequest, id: number): () => void {
    const place = (more: readonly Entry[]) => {
      this.data.place([...this.table.all, ...more]);
      this.placed([]);
    };
    place([{ id, kind: 'data', key: '', conditions: {}, locations: [], data, verified: true, hits: 0 }]);
    return () => place([]);
  }

  /** Places from one line to another, both included, where a breakpoint can stand. */
  places(path: string, from: number, to: number): api.SourcePlace[] {
    return breakpointPlaces(this.parts.inspector.modules, path, from, to);
  }

  /** The name of what has code at a place: `kernel`, or a program; undefined where that is not known. */
  programAt({ pid, address }: api.ProcessAddress): string | undefined {
    const module = this.parts.inspector.moduleAt(address, pid);
    return module?.codeWord(address) === undefined ? undefined : module.name;
  }

  /** What a data breakpoint on a variable watches; undefined where its value stands nowhere that can be watched. */
  datum({ name, evaluateName, home, pid }: api.Variable): Datum | undefined {
    this.parts.requireStopped();
    if (!home) return undefined;
    const { type, bit, place } = home;
    const { address, local } = place;
    const ahead = local && aheadOf(local);
    if (address === undefined && !local) return undefined;
    const lifetime = local
      ? this.lifetimes.ofFrame(local.frame)
      : this.lifetimes.ofVariable(pid, address ?? 0);
    return {
      name: evaluateName ?? name,
      type,
      lifetime,
      at: lifetime.frame ?? this.frameThatNames(pid, address ?? 0),
      ...(bit && { bit }),
      ...(ahead ? { ahead } : address === undefined && local && { local }),
    };
  }

  /** The innermost frame of a process in which its own names mean something; for the kernel's data, of the kernel's. */
  private frameThatNames(pid: number, address: number): CodePosition | undefined {
    const { inspector } = this.parts;
    const mode = isKernelAddress(address) ? 'kernel' : 'user';
    const frame = inspector.stack(pid).find(each => each.kind === 'code' && each.mode === mode);
    if (frame?.kind === 'code') return frame;
    return mode === 'kernel' ? inspector.kernelNames : inspector.top(pid);
  }

  /** True if a data breakpoint watches one of these bytes of a process. */
  isWatched(pid: number, address: number, size: number): boolean {
    return this.table.all.some(({ verified, data }) => {
      if (!verified || data?.address === undefined) return false;
      if (address + size <= data.address || data.address + data.length <= address) return false;
      return isKernelAddress(address) || processOf(data.pid ?? 0) === processOf(pid);
    });
  }

  private placed(list: api.Breakpoint[]): api.Breakpoint[] {
    this.points.set(new Set([...this.table.addresses, ...this.data.addresses]));
    return list;
  }

  private dataEnded(entry: Entry): void {
    const name = entry.data?.datum?.name ?? 'memory';
    for (const breakpoint of this.placed([toBreakpoint(entry)])) this.parts.ended(breakpoint, name);
  }
}

/**
 * Where a local is going to be in memory, from the statement on that makes it; undefined for one in a register, which is
 * watched there.
 */
function aheadOf({ variable, frame }: Local): Datum['ahead'] {
  const place = placeToCome(variable, frame);
  if (place?.kind !== 'frame' || frame.cfa === undefined) return undefined;
  const { range } = place;
  const made = frame.image?.lines.rowAt(range.start - 1, frame.routine?.start ?? 0);
  return {
    address: frame.cfa + place.offset,
    range: { start: made?.address ?? range.start, end: range.end },
  };
}
