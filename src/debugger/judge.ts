/** Decides about the stops of a run: what they are for, and whether they are for the user at all. */
import type { Accessor, FinalStop } from '../machine';
import type { Halt, Session } from '../session';
import type { SystemEvent } from '../protocol';
import { type Occurrence, doubleFaultText, stopLabel, stopText, threadLabel, waitingText } from '../events';
import type { EndInfo, ExceptionInfo, FatalId, StopInfo, TraceLine } from './api';
import { hitTest, logParts } from './breakpoints/conditions';
import type { DataHit, DataPoints } from './breakpoints/data';
import { type BreakpointTable, type Entry, reasons } from './breakpoints/table';
import { sentenceOf } from './errors';
import type { Formatted } from './expressions/formats';
import { type ActiveFilters, type FilterMatch, filterOf } from './filters';
import { isKernelAddress } from './images/modules';
import type { Inspector } from './inspector';
import type { Processes } from './processes';
import type { Plan } from './run/requests';
import type { CodeFrame, Names } from './unwind/frames';
import { valueText } from './values/format';
import { hex } from '../source';

export interface JudgeParts {
  readonly system: Session;
  readonly processes: Processes;
  readonly inspector: Inspector;
  readonly table: BreakpointTable;
  readonly data: DataPoints;
  readonly filters: ActiveFilters;
  inWords(event: Occurrence): SystemEvent;
  tell(line: TraceLine): void;
}

export class Judge {
  /** The event that the machine has stopped at, and in which process. */
  stopEvent: { readonly event: SystemEvent; readonly pid: number } | undefined;

  /** The end that it has stopped at instead, and in which process. */
  fatal: (ExceptionInfo & { readonly pid: number }) | undefined;

  /** Stops are looked for from a later instant: nothing is logged, and what has been written is about to be. */
  backwards = false;

  constructor(private readonly parts: JudgeParts) {}

  atEvent(event: Occurrence): StopInfo | undefined {
    const { filters, inWords, processes } = this.parts;
    if (processes.bringsPage(event)) return undefined;
    const verdict = this.wanted(filters.matches(event));
    if (!verdict) return undefined;
    const told = inWords(event);
    const info = {
      ...this.info(
        filterOf(event) === 'fault' ? 'exception' : 'event',
        stopText(told),
        verdict.problem,
        stopLabel(told),
      ),
      pid: this.subjectOf(event),
    };
    this.stopEvent = { event: told, pid: info.pid };
    return info;
  }

  /** Undefined where no filter wants a stop; else why a condition of one cannot be evaluated. */
  private wanted(matches: readonly FilterMatch[]): Verdict | undefined {
    const verdicts = matches.map(({ expression }) =>
      this.verdict(expression, { code: this.parts.inspector.kernelNames }),
    );
    return verdicts.find(verdict => verdict !== undefined);
  }

  /** Whose event it is to the user: after a switch away from a process that has ended, that of the next one. */
  private subjectOf(event: Occurrence): number {
    const { processes } = this.parts;
    const isLast = event.event === 'context-switch' && !processes.isAlive(event.from);
    return isLast ? event.to : processes.livePid;
  }

  atBreakpoint(address: number): StopInfo | undefined {
    const { table, inspector, processes } = this.parts;
    const module = inspector.moduleAt(address, processes.livePid);
    const changes = this.dataStop(this.parts.data.changes(address), 'written', address - 4);
    const hits = table.at(address, module).flatMap(entry => this.hit(entry) ?? []);
    const [first] = hits;
    if (!first) return changes;
    const reason = reasons[first.entry.kind];
    const info = this.info(reason, `${reason} in ${this.where()}`, problemIn(hits) ?? first.entry.message);
    return { ...info, breakpoints: [...hits.map(({ entry }) => entry.id), ...(changes?.breakpoints ?? [])] };
  }

  atWatchpoint(halt: Extract<Halt, { reason: 'watchpoint' }>): StopInfo | undefined {
    const { data } = this.parts;
    return this.dataStop(data.hits(halt), halt.access === 'read' ? 'read' : 'written', halt.pc, halt.by);
  }

  private dataStop(
    touched: readonly DataHit[],
    did: 'read' | 'written',
    pc: number,
    by: Accessor = 'code',
  ): StopInfo | undefined {
    const hits = touched.flatMap(({ entry, name, change, names }) => {
      const hit = this.hit(entry, names);
      return hit ? [{ ...hit, name, change }] : [];
    });
    const [first] = hits;
    if (!first) return undefined;
    const deed = this.backwards ? `about to be ${did}` : did;
    const description = `${first.name} ${deed} by ${this.accessor(by, pc)}: ${first.change()}`;
    const info = this.info('data breakpoint', description, problemIn(hits) ?? first.entry.message);
    return { ...info, breakpoints: hits.map(({ entry }) => entry.id) };
  }

  /** Who has accessed memory: the code at an address, or the hardware. */
  private accessor(by: Accessor, pc: number): string {
    const { inspector, processes } = this.parts;
    if (by === 'disk') return 'the disk (DMA)';
    const { pid, name } = processes.live();
    const symbol = inspector.symbol(pc, pid) ?? hex(pc);
    const who = `${threadLabel(pid)} ${name}`;
    const at = isKernelAddress(pc) ? `${symbol} (kernel, for ${who})` : `${symbol} of ${who}`;
    return by === 'trap' ? `the hardware (trap frame) at ${at}` : at;
  }

  arrived(plan: Plan): StopInfo {
    return this.info(plan.reason, `${plan.reason === 'goto' ? 'line' : plan.reason}: ${this.where()}`);
  }

  paused(pid: number, stepping: boolean): StopInfo {
    const { processes, inspector } = this.parts;
    const process = processes.find(pid);
    const { state, name } = process ?? {};
    const why = process && processes.waitText(process);
    const waits = state === 'blocked' && pid !== processes.livePid;
    const what = waits
      ? `paused while ${threadLabel(pid)} ${name} ${why ? `waits for ${why}` : 'is blocked'}`
      : `paused in ${whereOf(inspector.top(pid))}`;
    return { ...this.info('pause', what, stepping ? stepGoesOn : undefined), pid };
  }

  /** What is to be said of a step that does not come to its end. */
  longStep(pid = this.parts.processes.livePid): string {
    return `the step is still under way, in ${whereOf(this.parts.inspector.top(pid))}: if it has no end, pause the program`;
  }

  /** Nothing can happen any more. */
  stuck(): StopInfo {
    const waiting = waitingText(this.parts.system);
    return this.info('pause', `nothing can happen any more: ${waiting}`, undefined, 'waits for ever');
  }

  /** A machine that has gone down can be looked at once more; one that has been switched off, if that is wanted. */
  down(stop: FinalStop, afterExit: boolean): StopInfo | undefined {
    if (stop.reason === 'off')
      return afterExit
        ? this.info('pause', this.endInfo(stop).message, 'look around, or go back; to continue is to end')
        : undefined;
    const what =
      stop.reason === 'panic' ? 'the kernel has panicked' : doubleFaultText(stop, this.parts.system);
    const label = stop.reason === 'panic' ? 'kernel panic' : 'double fault';
    return this.exception(stop.reason, what, 'it has stopped for good: look around, it cannot go on', label);
  }

  failed(error: unknown): StopInfo {
    const message = error instanceof Error ? error.message : String(error);
    const stack = error instanceof Error ? error.stack : undefined;
    return this.exception('debugger-failure', `the debugger has failed: ${message}`, stack);
  }

  private exception(id: FatalId, description: string, text?: string, label?: string): StopInfo {
    const info = this.info('exception', description, text, label);
    this.fatal = { id, pid: info.pid, description, details: text ?? '' };
    return info;
  }

  /** What it has stopped at is over. */
  forget(): void {
    this.stopEvent = undefined;
    this.fatal = undefined;
  }

  endInfo(stop: FinalStop): EndInfo {
    if (stop.reason === 'double-fault')
      return { status: 70, reason: stop.reason, message: doubleFaultText(stop, this.parts.system) };
    if (stop.reason === 'panic')
      return { status: 70, reason: stop.reason, message: 'the kernel has panicked' };
    return {
      status: stop.status,
      reason: stop.reason,
      message: `the machine is off, with status ${stop.status}`,
    };
  }

  info(reason: StopInfo['reason'], description: string, text?: string, label?: string): StopInfo {
    const { livePid: pid } = this.parts.processes;
    return {
      reason,
      pid,
      description,
      breakpoints: [],
      ...(text !== undefined && { text }),
      ...(label !== undefined && { label }),
    };
  }

  where(): string {
    return whereOf(this.parts.inspector.current());
  }

  /** The breakpoint, if it is for now; one with a message tells it instead. */
  private hit(entry: Entry, names: () => Names = () => ({})): Hit | undefined {
    const { condition, hitCondition, logMessage } = entry.conditions;
    const verdict = entry.verified ? this.verdict(condition, condition ? names() : {}) : undefined;
    if (!verdict) return undefined;
    entry.hits++;
    if (verdict.problem !== undefined) return { entry, problem: verdict.problem };
    if (hitCondition && !hitTest(hitCondition)(entry.hits)) return undefined;
    if (!logMessage) return { entry };
    if (!this.backwards) this.log(logMessage, names().frame);
    return undefined;
  }

  /** Undefined where a condition does not hold; one that cannot be evaluated stops, and says why. */
  private verdict(condition: string | undefined, names?: Names): Verdict | undefined {
    if (!condition) return {};
    let met = true;
    const why = sentenceOf(() => void (met = this.parts.inspector.holds(condition, names)));
    if (why !== undefined) return { problem: `its condition cannot be evaluated: ${why}` };
    return met ? {} : undefined;
  }

  /** The value of an expression in a message, or why it has none. */
  private shown({ expression, format }: Formatted, frame: CodeFrame | undefined): string {
    const { inspector } = this.parts;
    let text = '';
    const why = sentenceOf(() => {
      const value = inspector.evaluate(expression, frame, 'look');
      text = valueText(value, inspector.contextOf(frame, value), format);
    });
    return why === undefined ? text : `{${why}}`;
  }

  /** `names`: the frame whose names the message has, where that is not the one that the CPU executes. */
  private log(message: string, names: CodeFrame | undefined): void {
    const { inspector, system } = this.parts;
    const frame = inspector.current();
    const text = logParts(message)
      .map(part => ('text' in part ? part.text : this.shown(part, names)))
      .join('');
    const source = frame?.source;
    this.parts.tell({ text, count: system.machine.count, category: 'log', ...(source && { source }) });
  }
}

interface Verdict {
  /** Why a condition cannot be evaluated. */
  readonly problem?: string;
}

interface Hit extends Verdict {
  readonly entry: Entry;
}

/** Why the condition of one of them cannot be evaluated. */
const problemIn = (hits: readonly Hit[]): string | undefined =>
  hits.find(({ problem }) => problem !== undefined)?.problem;

const stepGoesOn = 'the step is not over: it goes on when the program is continued';

const whereOf = (frame: CodeFrame | undefined): string =>
  frame ? `${frame.name} (${frame.mode} mode)` : 'the machine';
