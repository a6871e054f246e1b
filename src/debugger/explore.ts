/**
 * What may happen to a program when a timer interrupt comes at one instant or another: the run is made once, and then
 * again from each instant at which a process executes a function, with an interrupt placed there.
 */
import type { Occurrence } from '../events';
import { roles } from '../isa';
import { type ConsoleInput, type Outcome, type Runner, type Session, runToStop } from '../session';
import type { SourcePlace } from './api';
import { DebuggerError, sentenceOf } from './errors';
import type { Module } from './images/module';
import type { Modules } from './images/modules';
import type { Inspector } from './inspector';
import type { Processes } from './processes';
import { valueText } from './values/format';
import { didYouMean } from '../source';
import { World } from './world';

interface Location {
  readonly module: Module;
  readonly address: number;
}

export interface ExploreOptions {
  readonly system: Session;
  /** The name of a function of a program that the user runs. */
  readonly region: string;
  /** An expression of C, to be evaluated when the first program ends. */
  readonly check?: string;
  /** What the programs read: pieces, of which each answers one wish; asked for when there is one. */
  input(): readonly Uint8Array[];
  /** Bytes for going back. */
  readonly history: number;
  /** Instructions after which a run is given up, where it has one. */
  readonly limit: number;
  breathe(): Promise<void>;
}

/** How a run has ended. */
export interface Result {
  readonly outcome: Outcome;
  readonly output: string;
  /** Of the expression, when the first program ended; or why it had none. */
  readonly value: string | undefined;
}

/** An instant at which a process is in the region, in user mode. */
export interface Visit {
  readonly count: number;
  readonly pid: number;
  readonly module: Module;
  readonly pc: number;
}

/** A call of the region that a process is in: where it comes back to, and with which stack. */
interface Call {
  readonly back: number;
  readonly sp: number;
}

/** How much longer than the plain run another may take. */
const patience = 4;

interface Kept {
  readonly printed: number;
  readonly value: string | undefined;
}

export class Explorer {
  private readonly runner: Runner;
  private readonly processes: Processes;
  private readonly modules: Modules;
  private readonly inspector: Inspector;
  private readonly entries: readonly Location[];
  private readonly inside = new Map<number, Call>();
  private readonly printed: number[] = [];
  private value: string | undefined;
  private firstPid: number | undefined;
  /** The last instant of the plain run. */
  private end = 0;

  /** Throws DebuggerError where there is no such function. */
  constructor(private readonly options: ExploreOptions) {
    const { system } = options;
    ({
      runner: this.runner,
      modules: this.modules,
      processes: this.processes,
      inspector: this.inspector,
    } = new World(system));
    this.entries = this.entriesOf(options.region);
    const [image] = this.modules.started;
    if (options.check !== undefined && image)
      this.inspector.check(options.check, 'condition', { image, lookup: 0 });
    this.runner.remember(options.history, {
      save: (): Kept => ({ printed: this.printed.length, value: this.value }),
      restore: ({ printed, value }: Kept) => {
        this.printed.length = printed;
        this.value = value;
      },
    });
  }

  private get machine() {
    return this.options.system.machine;
  }

  /** The run as it is, without an interrupt placed. */
  async plain(): Promise<Result> {
    const result = await this.run(this.options.limit);
    this.end = this.machine.count;
    return result;
  }

  /** The instants of the plain run, in their order, at which a process is in the region, in user mode. */
  async visits(): Promise<Visit[]> {
    const { runner, machine, end } = this;
    const visits: Visit[] = [];
    runner.listen(new Set(), () => false);
    runner.goTo(runner.history?.first ?? 0);
    machine.stopOnInputWanted = false;
    for (const { address } of this.entries) runner.setBreakpoint(address);
    for (let turn = 0; machine.count < end; turn++) {
      const { reason } = runner.run(this.inside.size > 0 ? 1 : end - machine.count);
      if (['off', 'panic', 'double-fault'].includes(reason)) break;
      const visit = this.visit();
      if (visit) visits.push(visit);
      if (turn % 1000 === 0) await this.look();
    }
    for (const { address } of this.entries) runner.clearBreakpoint(address);
    return visits;
  }

  /** What is to be said of one. */
  placeOf({ module, pc }: Visit): { readonly symbol: string; readonly source: SourcePlace | undefined } {
    const { name = '', offset = 0 } = module.symbols.at(pc) ?? {};
    return { symbol: offset === 0 ? name : `${name}+0x${offset.toString(16)}`, source: module.placeAt(pc) };
  }

  /** The run with an interrupt placed at an instant of the plain run. The instants are to be tried latest first. */
  async interrupted(count: number): Promise<Result> {
    const { runner, machine, end } = this;
    const { limit } = this.options;
    runner.goTo(count);
    machine.placeInterrupt();
    runner.history?.cut();
    return this.run(Math.min(limit, count + patience * (end - count) + 1_000_000));
  }

  private async run(limit: number): Promise<Result> {
    const { runner, machine, options } = this;
    const hear = (event: Occurrence) => this.isEnd(event);
    runner.listen(new Set(['process-start', 'process-exit']), hear);
    const outcome = await runToStop<never>(
      runner,
      {
        input: this.input(),
        output: byte => void this.printed.push(byte),
        breathe: () => options.breathe(),
        interrupted: false,
      },
      {
        stride: Infinity,
        at: ({ reason }) => {
          if (reason === 'event') this.value = this.evaluate();
          return undefined;
        },
      },
      limit,
    );
    if (outcome.reason === 'stopped') throw new Error('a run without stops has stopped');
    const output = new TextDecoder().decode(Uint8Array.from(this.printed));
    machine.console.output = byte => void this.printed.push(byte);
    return { outcome, output, value: this.value };
  }

  /** Whether the first program that the user runs ends; a process that it makes comes later than its own. */
  private isEnd({ event, pid }: Occurrence): boolean {
    const { processes, modules } = this;
    if (
      event === 'process-start' &&
      modules.ofProcess(processes.programName(pid) ?? '') === modules.started[0]
    )
      this.firstPid ??= pid;
    return event === 'process-exit' && pid === this.firstPid;
  }

  private evaluate(): string | undefined {
    const { check } = this.options;
    const { inspector, firstPid } = this;
    if (check === undefined || firstPid === undefined) return undefined;
    inspector.forget();
    let text = '';
    const why = sentenceOf(() => {
      const frame = inspector.stack(firstPid).find(({ mode }) => mode === 'user');
      const value = inspector.evaluate(check, frame, 'look');
      text = valueText(value, inspector.contextOf(frame, value));
    });
    return why ?? text;
  }

  /** Notes calls of the region and returns from them; the visit that this instant is. */
  private visit(): Visit | undefined {
    const { machine, processes, inside } = this;
    if (!machine.userMode || machine.waiting) return undefined;
    const { registers, pc, count } = machine;
    const { pid, name } = processes.live();
    const module = this.modules.ofProcess(name);
    const sp = registers[roles.stackPointer];
    const call = inside.get(pid);
    if (call && pc === call.back && sp === call.sp) {
      inside.delete(pid);
      return undefined;
    }
    const enters = this.entries.some(entry => entry.address === pc && entry.module === module);
    if (!module || (!call && !enters)) return undefined;
    if (!call) inside.set(pid, { back: registers[roles.returnAddress] >>> 0, sp });
    return { count, pid, module, pc };
  }

  /** Forgets processes that have ended within the region. */
  private async look(): Promise<void> {
    for (const pid of this.inside.keys()) if (!this.processes.isAlive(pid)) this.inside.delete(pid);
    await this.options.breathe();
  }

  private entriesOf(region: string): Location[] {
    const entries = this.modules.started.flatMap(module => {
      const info = module.debug.functions.find(({ name }) => name === region);
      const address = info?.start ?? module.symbols.named(region)?.address;
      return address !== undefined && module.symbols.isCode(address) ? [{ module, address }] : [];
    });
    if (entries.length > 0) return entries;
    const names = this.modules.started.flatMap(module => module.debug.functions.map(({ name }) => name));
    const hint = didYouMean(region, names);
    throw new DebuggerError('bad-expression', `there is no function ${region}${hint ? `; ${hint}` : ''}`);
  }

  private get piecesRead(): number {
    return this.machine.inputLog.filter(entry => 'bytes' in entry).length;
  }

  /** What has not been read at this instant. */
  private input(): ConsoleInput {
    return {
      live: false,
      take: () => this.options.input()[this.piecesRead] ?? 'end',
      arrival: () => Promise.resolve(),
      interrupt: () => {},
    };
  }
}
