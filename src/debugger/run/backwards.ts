/** What backwards steps look for: the start of the line before, and the entry of a call. */
import { threadLabel } from '../../events';
import type { Machine } from '../../machine';
import type { Halt } from '../../session';
import { DebuggerError } from '../errors';
import type { Inspector } from '../inspector';
import type { Processes } from '../processes';
import type { AnyFrame, CodeFrame } from '../unwind/frames';
import type { Search } from './travel';

/** A call that the CPU was in, and the places of its function at which it may have been. */
interface Call {
  readonly frame: CodeFrame;
  /** Starts of statements, with their lines. */
  readonly lines: ReadonlyMap<number, number>;
  readonly entry: number | undefined;
}

/** Starts of statements of one line in a row, of which the first counts; to go up is to go round once more. */
interface Row {
  readonly call: Call;
  readonly line: number;
  readonly firstAddress: number;
  readonly lastAddress: number;
  readonly at: number;
  /** Nothing of the call has been met before it in this stretch: it may begin in the one before. */
  readonly first: boolean;
}

/** The search for an instant, and the addresses at which the machine has to halt for it. */
export abstract class Backwards implements Search<number> {
  readonly interest: readonly [] = [];
  readonly near: readonly number[] = [200, 3000, 40_000];
  readonly stride: number = Infinity;
  readonly addresses: readonly number[] = [];

  hears(): boolean {
    return false;
  }

  abstract begin(at: number): void;
  abstract look(halt: Halt, at: number): void;
  abstract result(): number | undefined;

  /** What is known where no stretch has had a result. */
  remains(): number | undefined {
    return undefined;
  }
}

/** An instruction that is about to be executed. */
interface Attempt {
  readonly at: number;
  readonly pc: number;
}

/**
 * The last instruction that a process executed before an instant; in user mode, over what the kernel did for it. One that
 * the kernel has had tried again, when it had brought a page, starts with its first attempt.
 */
export class InstructionBefore extends Backwards {
  override readonly near = [2, 100, 3000, 40_000, 600_000];
  override readonly stride = 1;
  private readonly fromUser: boolean;
  private found: Attempt | undefined;
  /** Of the process, in user mode: the instant before the one that is looked at. */
  private last: number | undefined;
  /** What came before is known: it is no second attempt. */
  private isSure = false;
  /** Met in a later stretch, of which it is the first. */
  private rest: Attempt | undefined;

  constructor(
    private readonly machine: Machine,
    private readonly processes: Processes,
    private readonly pid: number,
    private readonly until: number,
  ) {
    super();
    this.fromUser = machine.userMode;
  }

  begin(at: number): void {
    this.found = this.last = undefined;
    this.isSure = false;
    this.note(at);
  }

  look(_halt: Halt, at: number): void {
    this.note(at);
  }

  result(): number | undefined {
    const { found, rest } = this;
    if (!found) return undefined;
    if (rest && found.pc !== rest.pc) return rest.at;
    if (this.isSure) return found.at;
    this.rest = found;
    return undefined;
  }

  override remains(): number | undefined {
    return this.rest?.at;
  }

  private note(at: number): void {
    const { machine, processes, found } = this;
    if (at >= this.until || machine.waiting || processes.livePid !== this.pid) return;
    if (!machine.userMode && this.fromUser) return;
    const { pc } = machine;
    const goesOn = !this.fromUser || this.last === at - 1;
    this.last = at;
    if (found && !goesOn && found.pc === pc) return;
    this.isSure = goesOn || found !== undefined;
    this.found = { at, pc };
  }
}

/**
 * The start of the last line before an instant in the call that a process is in or, where that has only begun, in its
 * caller: over the calls that it has made, and over what others did.
 */
export class LineBefore extends Backwards {
  override readonly addresses: readonly number[];
  private readonly own: Call;
  private readonly caller: Call | undefined;
  private ownRow: Row | undefined;
  private callerRow: Row | undefined;
  /** Met in a later stretch, at its very beginning. */
  private rest: Row | undefined;

  constructor(
    private readonly inspector: Inspector,
    private readonly processes: Processes,
    private readonly pid: number,
    private readonly until: number,
  ) {
    super();
    const [frame, ...outer] = inspector.stack(pid).filter(each => each.kind === 'code');
    if (!frame) throw new DebuggerError('no-caller', `process ${threadLabel(pid)} has no place to step from`);
    this.own = callOf(frame);
    this.caller = outer[0] && callOf(outer[0]);
    const calls = [this.own, ...(this.caller ? [this.caller] : [])];
    this.addresses = [
      ...new Set(
        calls.flatMap(call => [...call.lines.keys(), ...(call.entry === undefined ? [] : [call.entry])]),
      ),
    ];
  }

  begin(): void {
    this.ownRow = this.callerRow = undefined;
  }

  look(halt: Halt, at: number): void {
    if (halt.reason !== 'breakpoint' || at >= this.until || this.processes.livePid !== this.pid) return;
    const { address } = halt;
    const frame = this.inspector.top(this.pid);
    const isIn = (call: Call) => frame !== undefined && isSameCall(frame, call.frame);
    if (isIn(this.own)) {
      const isEntry = address === this.own.entry;
      // What was before its entry is another call of the same function.
      const row = rowAt(this.own, address, at, isEntry ? undefined : this.ownRow);
      this.ownRow = row && isEntry ? { ...row, first: false } : row;
    } else if (this.caller && isIn(this.caller)) {
      this.ownRow = undefined;
      this.callerRow = rowAt(this.caller, address, at, this.callerRow);
    }
  }

  result(): number | undefined {
    const { rest } = this;
    const row = this.ownRow ?? this.callerRow;
    if (!row) return undefined;
    if (rest && !goesOn(row, rest)) return rest.at;
    if (!row.first) return row.at;
    this.rest = row;
    return undefined;
  }

  /** What there is where no stretch has more. */
  override remains(): number | undefined {
    return this.rest?.at;
  }
}

/** The entry of a call that is under way. */
export class EntryOf extends Backwards {
  override readonly addresses: readonly number[];
  private found: number | undefined;

  constructor(
    private readonly inspector: Inspector,
    private readonly frame: CodeFrame,
  ) {
    super();
    const entry = frame.routine?.start;
    if (entry === undefined || frame.cfa === undefined)
      throw new DebuggerError('no-caller', `it is not known where ${frame.name} begins`);
    this.addresses = [entry];
  }

  begin(): void {
    this.found = undefined;
  }

  look(halt: Halt, at: number): void {
    if (halt.reason !== 'breakpoint' || halt.address !== this.addresses[0]) return;
    const here = this.inspector.current();
    if (here && isSameCall(here, this.frame)) this.found = at;
  }

  result(): number | undefined {
    return this.found;
  }
}

function callOf(frame: CodeFrame): Call {
  const { image, routine } = frame;
  if (!image || !routine) return { frame, lines: new Map(), entry: undefined };
  const start = image.lines.prologueEnd(routine)?.address ?? routine.start;
  return { frame, lines: image.lines.statementsIn({ start, end: routine.end }), entry: routine.start };
}

function rowAt(call: Call, address: number, at: number, before: Row | undefined): Row | undefined {
  const line = call.lines.get(address);
  if (line === undefined) return before;
  const alone: Row = {
    ...{ call, line, at, firstAddress: address, lastAddress: address },
    first: before === undefined,
  };
  if (!before || !goesOn(before, alone)) return alone;
  return { ...before, lastAddress: address };
}

/** Whether the second row is the rest of the first. */
function goesOn(row: Row, rest: Row): boolean {
  return row.call === rest.call && row.line === rest.line && row.lastAddress < rest.firstAddress;
}

export function isSameCall(frame: AnyFrame, other: CodeFrame): boolean {
  return (
    frame.kind === 'code' &&
    frame.pid === other.pid &&
    frame.mode === other.mode &&
    frame.cfa === other.cfa &&
    frame.routine?.start === other.routine?.start &&
    frame.image === other.image
  );
}
