/** Tells the client, now and then, which processes there are, where the machine is, and that a step takes long. */
import { processOf } from '../events';
import { type Session, waitsForInput } from '../session';
import type { MachineStatus } from '../protocol';
import type { DebuggerListener } from './api';
import type { Processes } from './processes';
import type { Plan } from './run/requests';

const statusMilliseconds = 250;
/** A step that works for so long may never come to its end. */
const patience = 2000;

export class Watch {
  private known = new Set<number>();
  private told = 0;
  private toldToWait = false;
  private step: { readonly plan: Plan; readonly since: number; told: boolean } | undefined;

  constructor(
    private readonly system: Session,
    private readonly processes: Processes,
    private readonly listener: DebuggerListener,
    /** The latest instant that the machine has come to, where that is kept; bytes printed by where it stands. */
    private readonly progress: () => { readonly present: number | undefined; readonly printed: number },
  ) {}

  /** Tells which processes have come and gone. */
  threads(): void {
    const now = new Set(this.system.view.processes().map(({ pid }) => pid));
    now.add(this.processes.livePid);
    for (const pid of this.known) if (!now.has(pid)) this.listener.threadExited(pid);
    for (const pid of now) if (!this.known.has(pid)) this.listener.threadStarted(pid);
    this.known = now;
  }

  /** True once for each step that has been under way for long, and does not just wait for something. */
  isLong(plan: Plan | undefined): boolean {
    if (plan?.reason !== 'step') return false;
    if (this.step?.plan !== plan) this.step = { plan, since: Date.now(), told: false };
    const { step } = this;
    const waits = plan.pid !== undefined && this.processes.find(plan.pid)?.state === 'blocked';
    if (step.told || waits || Date.now() - step.since < patience) return false;
    return (step.told = true);
  }

  /** True if it is time to tell the status of a running machine again: at once where somebody is to type. */
  get isDue(): boolean {
    return this.toldToWait !== waitsForInput(this.system) || Date.now() - this.told >= statusMilliseconds;
  }

  status(state: 'running' | 'stopped'): void {
    this.told = Date.now();
    const { machine } = this.system;
    const { present = 0, printed } = this.progress();
    const { pid, name } = this.processes.live();
    const mode = machine.userMode ? 'user' : 'kernel';
    this.toldToWait = waitsForInput(this.system);
    const status: MachineStatus = {
      mode,
      pid: processOf(pid),
      name,
      count: machine.count,
      ...(present > 0 && { printed }),
      ...(present > machine.count && { present }),
      running: state === 'running',
      waitsForInput: this.toldToWait,
    };
    this.listener.status(status);
  }
}
