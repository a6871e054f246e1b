/** Going back: by steps, to the stop before, to the entry of a call, and to any instant. */
import { threadLabel } from '../events';
import type { Runner, Session } from '../session';
import type { CallFrame, StepUnit, StopInfo, TraceLine, Variable } from './api';
import type { Breakpoints } from './breakpoints/breakpoints';
import { DebuggerError } from './errors';
import type { ActiveFilters } from './filters';
import type { Inspector } from './inspector';
import type { Judge } from './judge';
import type { Processes } from './processes';
import type { EventName } from '../protocol';
import { type Location, resolveLine } from './breakpoints/resolve';
import type { CodeFrame } from './unwind/frames';
import type { Plan } from './run/requests';
import { Backwards, EntryOf, InstructionBefore, LineBefore } from './run/backwards';
import { arrivalPlan } from './run/entry';
import { InnerLine, LastAt, LastEvent, NthAt, isPlace } from './run/occasions';
import { type Holder, Origin } from './run/origin';
import { type FoundStop, LastStop } from './run/last-stop';
import { type Search, SearchEnded, Travel } from './run/travel';
import { Visits } from './visits';

export interface TimeParts {
  readonly system: Session;
  /** Tells a line in the Debug Console. */
  tell(line: TraceLine): void;
  readonly runner: Runner;
  readonly processes: Processes;
  readonly inspector: Inspector;
  readonly breakpoints: Breakpoints;
  readonly filters: ActiveFilters;
  readonly judge: Judge;
  /** Lets the host's messages in, and tells how much has been done, from 0 to 1; false: the search is to end. */
  breathe(done: number): Promise<boolean>;
  /** Has the machine travel, which comes to a stop, or goes on by a plan. Throws DebuggerError while it runs. */
  begin(work: () => Promise<StopInfo | Plan>): void;
}

/** Of what is watched for a question, and no breakpoint of the user's. */
const ownId = 0;

export class Time {
  /** Where one has been, and what is kept. */
  readonly visits: Visits;
  private readonly travel: Travel;

  constructor(private readonly parts: TimeParts) {
    this.travel = new Travel(parts.runner, done => parts.breathe(done));
    this.visits = new Visits(
      () => this.machine.count,
      () => this.present,
    );
  }

  /** To the start of the line or of the instruction before, of the same process. */
  stepBack(pid: number, unit: StepUnit): void {
    const { inspector, processes } = this.parts;
    inspector.requireProcess(pid);
    const { count: until } = this.machine;
    const search =
      unit === 'line'
        ? new LineBefore(inspector, processes, pid, until)
        : new InstructionBefore(this.machine, processes, pid, until);
    this.begin(async () => this.arrivedBack(await this.lineBefore(until, search), until, pid));
  }

  /** To the last line in the calls that the line before has made; to that line, where it has made none. */
  stepBackInto(pid: number): void {
    const { inspector, processes } = this.parts;
    const { count: until } = this.machine;
    const frame = inspector.stack(pid).find(each => each.kind === 'code');
    const search = new LineBefore(inspector, processes, pid, until);
    this.begin(async () => {
      const before = await this.lineBefore(until, search);
      const inner =
        frame && before !== undefined
          ? await this.search(until, new InnerLine(inspector, frame, before, until))
          : undefined;
      return this.arrivedBack(inner ?? before, until, pid);
    });
  }

  /** To the line that has called the function that a process is in. */
  stepBackOut(pid: number): void {
    const { inspector, processes, runner } = this.parts;
    const { count: until } = this.machine;
    const frame = inspector.stack(pid).find(each => each.kind === 'code');
    if (!frame) throw new DebuggerError('no-caller', `process ${threadLabel(pid)} is in no function`);
    const search = new EntryOf(inspector, frame);
    this.begin(async () => {
      const entry = await this.search(until, search);
      if (entry === undefined) return this.arrivedBack(undefined, until, pid);
      runner.goTo(entry);
      const caller = await this.lineBefore(entry, new LineBefore(inspector, processes, pid, entry));
      return this.arrivedBack(caller, until, pid);
    });
  }

  /** To the last event of a kind before the present instant; of a process, or of any. */
  lastEvent(name: EventName, pid?: number): void {
    const { count: until } = this.machine;
    const what = pid === undefined ? name : `${name} of ${threadLabel(pid)}`;
    this.goToLast(new LastEvent(name, pid, until), until, what);
  }

  /** To the last start, or the last end, of a process in all of the run. */
  edgeOf(pid: number, which: 'process-start' | 'process-exit'): void {
    const { present } = this;
    this.goToLast(new LastEvent(which, pid, present + 1), present, `${which} of ${threadLabel(pid)}`);
  }

  /** To the last time that a line, zero-based, was come to before the present instant. */
  lastLine(path: string, line: number): void {
    const { inspector, processes } = this.parts;
    const { count: until } = this.machine;
    const { locations, name } = this.placesOf(path, line);
    this.goToLast(new LastAt(inspector, processes, locations, until), until, name);
  }

  /** To the next time that a line, zero-based, is come to: past all that would stop it before the present, then as the run goes. */
  nextLine(path: string, line: number): void {
    const { inspector, processes, runner } = this.parts;
    const { count } = this.machine;
    const { present } = this;
    const { locations, name } = this.placesOf(path, line);
    const search = new NthAt(inspector, processes, locations, 1, count);
    this.begin(async () => {
      const at = count < present ? await this.forward(count, present, search) : undefined;
      runner.goTo(at ?? present);
      if (at !== undefined) return this.arrived('goto', name);
      const isHere = () => isPlace(locations, this.machine.pc, inspector, processes);
      return arrivalPlan(search.addresses, isHere, 'goto');
    });
  }

  /**
   * To the n-th time that a line is come to: in the call of its function that a process is in, where it is in one, else
   * from the first instant on.
   */
  nthLine(n: number, path: string, line: number, pid: number): void {
    const { inspector, processes, runner } = this.parts;
    const { count: until } = this.machine;
    if (!(Number.isInteger(n) && n > 0))
      throw new DebuggerError('bad-instant', `nothing happens for the ${n}th time`);
    const { locations, name } = this.placesOf(path, line);
    const call = this.callWith(locations, pid);
    this.begin(async () => {
      const entry = call && (await this.search(until, new EntryOf(inspector, call)));
      const { first = 0 } = runner.history ?? {};
      const within = entry === undefined ? undefined : call;
      const search = new NthAt(inspector, processes, locations, n, entry ?? first, within);
      const at = await this.forward(entry ?? first, this.present, search);
      runner.goTo(at ?? until);
      const where = within ? `in this call of ${within.name}` : 'in all of the run';
      const times = `${name} for the ${ordinal(n)} time ${where}`;
      const short = `${name} has been come to ${search.times} times ${where}, not ${n}`;
      return this.arrived('goto', at === undefined ? short : times);
    });
  }

  /** To the latest earlier stop at a breakpoint or by a filter, else to the first instant. */
  reverseContinue(): void {
    const { runner } = this.parts;
    const { count: until } = this.machine;
    this.begin(async () => {
      const { first = 0 } = runner.history ?? {};
      const found = await this.search(until, new LastStop(this.parts, until));
      if (found) return this.arrivedAt(found);
      runner.goTo(first);
      return this.arrived('entry', 'the first instant: no stop comes before');
    });
  }

  /** To the entry of a call. */
  restartFrame(given: CallFrame): void {
    const { inspector, runner } = this.parts;
    const { count: until } = this.machine;
    const frame = inspector.known(given);
    if (frame.kind !== 'code')
      throw new DebuggerError(
        'no-caller',
        'the trap was no call: go back to the instruction that it came at',
      );
    const search = new EntryOf(inspector, frame);
    this.begin(async () => {
      const at = await this.search(until, search);
      runner.goTo(at ?? until);
      return this.arrived('restart', at === undefined ? 'its entry has not been found' : 'entry', frame.pid);
    });
  }

  /** To before the last write of a variable. */
  lastWrite(variable: Variable): void {
    const { breakpoints, runner } = this.parts;
    const { count: until } = this.machine;
    const { name, address, size, pid } = variable;
    const datum = breakpoints.datum(variable);
    if (!datum || !size)
      throw new DebuggerError('bad-expression', `${name} stands nowhere that could have been written`);
    const place = address === undefined ? {} : { address };
    const space = this.parts.inspector.space(pid);
    const physical = address === undefined ? undefined : space.translate(address);
    this.begin(async () => {
      const release = breakpoints.alsoWatch({ ...place, length: size, access: 'write', pid, datum }, ownId);
      try {
        const found = await this.search(
          until,
          new LastStop(this.parts, until, { id: ownId, physical, length: size }),
        );
        if (found) return this.arrivedAt(found);
        runner.goTo(until);
        return this.arrived('goto', `nothing has written ${name} before`, pid);
      } finally {
        release();
      }
    });
  }

  /** To where the value of a variable was made; the way there is told, the latest step first. */
  whence(variable: Variable): void {
    const { runner, system, processes, inspector, tell } = this.parts;
    const { count: until } = this.machine;
    const { name, pid } = variable;
    const holder = this.holderOf(variable);
    this.begin(async () => {
      const origin = new Origin({ system, runner, processes, inspector, travel: this.travel });
      const steps = await origin.of(holder, until);
      for (const { count, text, source } of steps)
        tell({ text: `${count}  ${text}`, count, category: 'note', ...(source && { source }) });
      const first = steps.at(-1);
      runner.goTo(first?.count ?? until);
      if (!first) return this.arrived('goto', `nothing has set ${name} before`, pid);
      const distance = steps.length === 1 ? 'one step' : `${steps.length} steps`;
      return this.arrived('goto', `${name} comes from here, ${distance} back: ${first.text}`);
    });
  }

  private holderOf({ name, address, pid, home }: Variable): Holder {
    const { inspector } = this.parts;
    const { held } = home?.place ?? {};
    if (held && 'register' in held) return { kind: 'register', register: held.register };
    const virtual = address ?? held?.saved;
    const physical = virtual === undefined ? undefined : inspector.space(pid).translate(virtual);
    if (physical !== undefined) return { kind: 'memory', physical };
    throw new DebuggerError('bad-expression', `${name} stands nowhere that it could have come from`);
  }

  /** To the stop that was before this one, or after it, as a browser goes through pages. */
  revisit(which: 'earlier' | 'later'): void {
    const { count, index } = this.visits.beside(which);
    this.goTo(count);
    this.visits.goTo(index);
  }

  /** To an instant between the first and the present. */
  goTo(instant: number): void {
    const { runner } = this.parts;
    const { present } = this;
    const { first = 0 } = runner.history ?? {};
    if (!(instant >= first && instant <= present))
      throw new DebuggerError(
        'bad-instant',
        `there is no instant ${instant} to go to: the run goes from ${first} to ${present}`,
      );
    this.begin(async () => {
      runner.goTo(instant);
      return this.arrived('goto', `instruction ${instant}`);
    });
  }

  /** The latest instant that the machine has come to. */
  get present(): number {
    return this.parts.runner.history?.present ?? this.machine.count;
  }

  private placesOf(path: string, line: number) {
    const { locations, place } = resolveLine(this.parts.inspector.modules, path, line);
    if (locations.length === 0) throw new DebuggerError('bad-jump', `no code comes from ${path}`);
    return { locations, name: `line ${(place?.line ?? line) + 1}` };
  }

  /** The innermost call of a process whose function has one of these places. */
  private callWith(locations: readonly Location[], pid: number): CodeFrame | undefined {
    const frames = this.parts.inspector.stack(pid).filter(each => each.kind === 'code');
    return frames.find(({ routine, image }) =>
      locations.some(
        ({ module, address }) =>
          routine !== undefined && module === image && address >= routine.start && address < routine.end,
      ),
    );
  }

  private get machine() {
    return this.parts.runner.system.machine;
  }

  private begin(work: () => Promise<StopInfo | Plan>): void {
    const { runner } = this.parts;
    if (!runner.history)
      throw new DebuggerError('no-history', 'this session cannot go back: its launch says `"history": 0`');
    this.parts.begin(async () => {
      const { judge, breakpoints } = this.parts;
      const { count } = this.machine;
      judge.backwards = breakpoints.data.backwards = true;
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof SearchEnded)) throw error;
        runner.goTo(count);
        return this.arrived('pause', 'back where the search began');
      } finally {
        judge.backwards = breakpoints.data.backwards = false;
        breakpoints.data.refresh();
      }
    });
  }

  private async lineBefore(until: number, search: Backwards): Promise<number | undefined> {
    return (await this.search(until, search)) ?? search.remains();
  }

  private goToLast(search: Search<number>, until: number, what: string): void {
    const { runner } = this.parts;
    const { count } = this.machine;
    this.begin(async () => {
      const at = await this.search(until, search);
      runner.goTo(at ?? count);
      return this.arrived('goto', at === undefined ? `there is no ${what} before` : what);
    });
  }

  private arrivedBack(at: number | undefined, until: number, pid: number): StopInfo {
    this.parts.runner.goTo(at ?? until);
    const what = at === undefined ? 'the beginning: nothing of it is known before' : 'back';
    return this.arrived('step', what, pid);
  }

  private search<Found>(until: number, search: Search<Found>): Promise<Found | undefined> {
    return this.halting(search, () => this.travel.last(until, search));
  }

  private forward<Found>(start: number, end: number, search: Search<Found>): Promise<Found | undefined> {
    return this.halting(search, () => this.travel.first(start, end, search));
  }

  /** With the machine halting where a search wants to look. */
  private async halting<Found>(search: Search<Found>, work: () => Promise<Found | undefined>) {
    const { points } = this.parts.breakpoints;
    points.pass(search instanceof Backwards ? search.addresses : []);
    try {
      return await work();
    } finally {
      points.pass([]);
    }
  }

  /** What a write changes is told from right before it: where the search began, the variable may not have been there yet. */
  private arrivedAt({ at, info, halt }: FoundStop): StopInfo {
    const { runner, breakpoints, judge } = this.parts;
    const { data } = breakpoints;
    runner.goTo(at);
    if (halt.reason !== 'watchpoint') return info;
    data.refresh();
    runner.goTo(at + 1);
    const told = judge.atWatchpoint(halt) ?? info;
    runner.goTo(at);
    return told;
  }

  private arrived(reason: StopInfo['reason'], what: string, pid?: number): StopInfo {
    const { judge } = this.parts;
    const info = judge.info(reason, `${what}: ${judge.where()}`);
    return pid === undefined ? info : { ...info, pid };
  }
}

/** `1st`, `12th` */
function ordinal(n: number): string {
  const tens = n % 100;
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}
