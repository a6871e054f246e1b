/** Decides about the stops of a run: what they are for, and whether they are for the user at all. */
import type { FinalStop } from '../machine';
import type { Halt, Session } from '../session';
import type { SystemEvent } from '../protocol';
import { type Occurrence, doubleFaultText, stopLabel, stopText, waitingText } from '../events';
import type { Breakpoint, EndInfo, StopInfo, TraceLine } from './api';
import { hitTest, logText } from './breakpoints/conditions';
import type { DataPoints } from './breakpoints/data';
import { type BreakpointTable, type Entry, reasons, toBreakpoint } from './breakpoints/table';
import { DebuggerError } from './errors';
import { formatted } from './expressions/formats';
import type { ActiveFilters } from './filters';
import type { Inspector } from './inspector';
import type { Processes } from './processes';
import type { Plan } from './run/requests';
import type { CodeFrame } from './unwind/frames';
import { valueText } from './values/format';
import { readScalar } from './values/value';
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
  changed(breakpoint: Breakpoint): void;
}

export class Judge {
  /** The event that the machine has stopped at, and in which process. */
  stopEvent: { readonly event: SystemEvent; readonly pid: number } | undefined;

  constructor(private readonly parts: JudgeParts) {}

  atEvent(event: Occurrence): StopInfo | undefined {
    const { filters, inWords } = this.parts;
    const filter = filters.match(event);
    if (!filter) return undefined;
    const condition = filters.expression(filter);
    let problem = '';
    try {
      if (condition !== undefined && !this.holds(condition)) return undefined;
    } catch (error) {
      problem = ` (its condition cannot be evaluated: ${sentence(error)})`;
    }
    const told = inWords(event);
    const info = {
      ...this.info('exception', stopText(told) + problem, undefined, stopLabel(told)),
      pid: this.subjectOf(event),
    };
    this.stopEvent = { event: told, pid: info.pid };
    return info;
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
    const hit = table.at(address, module).filter(entry => entry.verified && this.stops(entry));
    const first = hit[0];
    if (!first) return undefined;
    const info = this.info(reasons[first.kind], `${reasons[first.kind]} in ${this.where()}`, first.message);
    return { ...info, breakpoints: hit.map(({ id }) => id) };
  }

  atWatchpoint({
    watchpoint,
    access,
    pc,
    address,
  }: Extract<Halt, { reason: 'watchpoint' }>): StopInfo | undefined {
    const hits = this.parts.data.hits(watchpoint).filter(({ entry }) => this.stops(entry));
    const first = hits[0];
    if (!first) return undefined;
    const by = this.parts.inspector.symbol(pc, this.parts.processes.livePid) ?? hex(pc);
    const did = access === 'read' ? 'read' : 'written';
    const description = `${hex(address)} ${did} at ${by}: ${first.change}`;
    return { ...this.info('data breakpoint', description), breakpoints: hits.map(({ entry }) => entry.id) };
  }

  arrived(plan: Plan): StopInfo {
    return this.info(plan.reason, `${plan.reason === 'entry' ? 'entry' : 'step'}: ${this.where()}`);
  }

  paused(pid: number, stepping: boolean): StopInfo {
    const { processes, inspector } = this.parts;
    const { state, why, name } = processes.find(pid) ?? {};
    const waits = state === 'blocked' && pid !== processes.livePid;
    const what = waits
      ? `paused while ${pid} ${name} is blocked${why ? `: ${why}` : ''}`
      : `paused in ${whereOf(inspector.top(pid))}`;
    return { ...this.info('pause', what, stepping ? stepGoesOn : undefined), pid };
  }

  /** What is to be said of a step that does not come to its end. */
  longStep(pid = this.parts.processes.livePid): string {
    return `the step is still under way, in ${whereOf(this.parts.inspector.top(pid))}: if it has no end, pause the program`;
  }

  /** Nothing can happen any more. */
  stuck(): StopInfo {
    const waiting = waitingText(this.parts.system.view.processes());
    return this.info('pause', `nothing can happen any more: ${waiting}`, undefined, 'waits for ever');
  }

  /** A machine that has gone down by itself can be looked at once more. */
  down(stop: FinalStop): StopInfo | undefined {
    if (stop.reason === 'off') return undefined;
    const what =
      stop.reason === 'panic' ? 'the kernel has panicked' : doubleFaultText(stop, this.parts.system);
    return this.info(
      'exception',
      what,
      'it has stopped for good: look around, it cannot go on',
      stop.reason === 'panic' ? 'kernel panic' : 'double fault',
    );
  }

  failed(error: unknown): StopInfo {
    const message = error instanceof Error ? error.message : String(error);
    return this.info(
      'exception',
      `the debugger has failed: ${message}`,
      error instanceof Error ? error.stack : undefined,
    );
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

  private where(): string {
    return whereOf(this.parts.inspector.current());
  }

  /** True if the breakpoint is for now; one with a message tells it instead. */
  private stops(entry: Entry): boolean {
    const { condition, hitCondition, logMessage } = entry.conditions;
    try {
      if (condition && !this.holds(condition)) return false;
    } catch (error) {
      return this.spoiled(entry, sentence(error));
    }
    entry.hits++;
    if (hitCondition && !hitTest(hitCondition)(entry.hits)) return false;
    if (!logMessage) return true;
    this.log(logMessage);
    return false;
  }

  private holds(condition: string): boolean {
    const scalar = readScalar(this.parts.inspector.evaluate(`(${condition}) != 0`, undefined, 'assign'));
    return scalar !== 0n;
  }

  /** A condition that cannot be evaluated stops once, and says why. */
  private spoiled(entry: Entry, why: string): boolean {
    const message = `the condition cannot be evaluated: ${why}`;
    if (entry.message === message) return false;
    entry.message = message;
    this.parts.changed(toBreakpoint(entry));
    return true;
  }

  private log(message: string): void {
    const { inspector, system } = this.parts;
    const frame = inspector.current();
    const text = logText(message, expression => {
      try {
        const { expression: bare, format } = formatted(expression);
        const value = inspector.evaluate(bare, undefined, 'look');
        return valueText(value, inspector.contextOf(undefined, value), format);
      } catch (error) {
        return `{${sentence(error)}}`;
      }
    });
    const source = frame?.source;
    this.parts.tell({ text, count: system.machine.count, category: 'log', ...(source && { source }) });
  }
}

const stepGoesOn = 'the step is not over: it goes on when the program is continued';

const whereOf = (frame: CodeFrame | undefined): string =>
  frame ? `${frame.name} (${frame.mode} mode)` : 'the machine';

/** What a person can be told of an error; a broken invariant is none. */
function sentence(error: unknown): string {
  if (error instanceof DebuggerError) return error.message;
  throw error;
}
