/** The picture *System*: what the kernel's memory and the machine say now, and what has happened by now. */
import { type Occurrence, PolicyView, type Process, Symbols } from '../../events';
import { causes, ports } from '../../isa';
import type {
  EventName,
  SystemBatch,
  SystemDevice,
  SystemEvent,
  SystemParts,
  SystemProcess,
  SystemTrap,
} from '../../protocol';
import type { Session } from '../../session';
import { lazily } from '../../source';
import { Changes } from './changes';
import { DiskBlocks } from './disk-blocks';
import type { Missed } from './flood';
import type { Picture } from './picture';
import { Tally, tallied } from './tally';

export interface SystemSources {
  readonly system: Session;
  readonly inWords: (event: Occurrence) => SystemEvent;
  /** The machine stands before an instant that it has come to already. */
  readonly isPast: () => boolean;
  readonly waitText: (process: Process) => string;
  readonly tell: (batch: SystemBatch) => void;
}

const nothing: ReadonlySet<EventName> = new Set();
const devices = [...new Set(ports.map(({ device }) => device))];

export class SystemLog implements Picture {
  isBehind = false;
  private follows = false;
  private tally: Tally;
  /** Counts are from this instant on. */
  private since = 0;
  private readonly changes = new Changes<SystemParts>();
  /** The states of all at the last stop, and at the one before. */
  private states = { at: -1, now: new Map<number, string>(), before: new Map<number, string>() };
  private readonly policies: () => PolicyView;
  private readonly symbols: () => Symbols;
  private readonly blocks: DiskBlocks;

  constructor(private readonly sources: SystemSources) {
    const { system } = sources;
    this.tally = new Tally(sources.inWords);
    this.blocks = new DiskBlocks(system);
    this.policies = lazily(() => new PolicyView(system.view, system.kernel));
    this.symbols = lazily(() => new Symbols(system.kernel));
  }

  get interest(): ReadonlySet<EventName> {
    return this.follows && !this.isBehind ? tallied : nothing;
  }

  follow(follows: boolean, hasRun: boolean): void {
    if (follows && !this.follows) this.begin(0);
    this.isBehind ||= follows && !this.follows && hasRun;
    this.follows = follows;
    this.changes.clear();
  }

  begin(first: number): void {
    this.tally = new Tally(this.sources.inWords);
    this.since = first;
    this.isBehind = false;
  }

  take(event: Occurrence): void {
    this.tally.take(event);
  }

  missed(missed: Missed): void {
    this.tally.missed(missed);
  }

  cut(): void {
    this.isBehind ||= this.follows;
  }

  /** While it runs all moves too fast to be read. */
  flush(atStop: boolean): void {
    if (!this.follows || !atStop || this.isBehind) return;
    const { count } = this.sources.system.machine;
    this.sources.tell({ count, parts: this.changes.of(this.parts()) });
  }

  private parts(): SystemParts {
    const { tally, since } = this;
    // What has come at the very instant where the machine stands has happened; of the past, it is still to come.
    const now = this.sources.isPast() ? this.sources.system.machine.count : Infinity;
    const { name: policy, summary, queues } = this.policies().policy;
    const disk = tally.diskAt(now);
    return {
      processes: this.processes(policy),
      scheduler: {
        policy,
        summary,
        queues: queues.map(queue => ({ pids: queue.map(thread => this.pidAt(thread)) })),
      },
      traps: this.traps(now),
      calls: tally.callsAt(now),
      since,
      missed: tally.missedBefore(now),
      devices: devices.map(name => this.device(name)),
      blocks: this.blocks.all,
      disk: { ...disk, commands: disk.commands.map(command => this.blocks.described(command)) },
    };
  }

  private processes(policy: string): SystemProcess[] {
    const { system, waitText } = this.sources;
    const processes = system.view.processes();
    const before = this.statesBefore(processes);
    return processes.map(process => {
      const { pid, name, parent, state, address, left } = process;
      const was = before.get(pid) ?? (before.size > 0 ? 'none' : state);
      const why = state === 'blocked' ? waitText(process) : left;
      return {
        pid,
        name,
        parent,
        state,
        ...(was !== state && { before: was }),
        ...(why !== '' && { why }),
        numbers: this.policies().numbersOf(address, policy),
      };
    });
  }

  /** By pid, at the last stop at another instant than this. */
  private statesBefore(processes: readonly Process[]): ReadonlyMap<number, string> {
    const at = this.sources.system.machine.count;
    const now = new Map(processes.map(({ pid, state }) => [pid, state]));
    const before = at === this.states.at ? this.states.before : this.states.now;
    this.states = { at, now, before };
    return before;
  }

  private pidAt(thread: number): number {
    return this.sources.system.view.at(thread)?.pid ?? 0;
  }

  private traps(now: number): SystemTrap[] {
    const { machine } = this.sources.system;
    return causes.map(({ name: cause, number, kind }) => {
      const handler = machine.ttb === 0 ? 0 : (machine.readWord(machine.ttb + number * 4) ?? 0) >>> 0;
      const symbol = handler === 0 ? undefined : this.symbols().at(handler);
      const counted = this.tally.trapsOf(cause, now);
      return { cause, number, kind, handler, ...(symbol !== undefined && { symbol }), ...counted };
    });
  }

  private device(name: (typeof devices)[number]): SystemDevice {
    const { machine } = this.sources.system;
    const due = machine.dueOf(name);
    return {
      name,
      ...(due !== Infinity && { due }),
      ports: ports
        .filter(({ device }) => device === name)
        .map(({ name: port, number, read }) => ({
          name: port,
          number,
          ...(read !== undefined && { value: machine.lookAtPort(number) >>> 0 }),
        })),
    };
  }
}
