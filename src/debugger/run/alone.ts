/**
 * A run of one process alone. There is one CPU, and who gets it is the kernel's decision: so the machine stops when the
 * kernel gives it to another program. The idle process is none.
 */
import { type Occurrence, threadLabel } from '../../events';
import type { EventName } from '../../protocol';
import { DebuggerError } from '../errors';
import type { Processes } from '../processes';

export class Alone {
  private pid: number | undefined;

  constructor(private readonly processes: Processes) {}

  /** From now on; without a process all may run. Throws a DebuggerError for one that does not have the CPU. */
  begin(pid: number | undefined): void {
    if (pid !== undefined && pid !== this.processes.livePid)
      throw new DebuggerError(
        'not-running',
        `process ${threadLabel(pid)} does not have the CPU: it would need others to run before it`,
      );
    this.pid = pid;
  }

  get interest(): readonly EventName[] {
    return this.pid === undefined ? [] : ['context-switch'];
  }

  isOver(event: Occurrence): boolean {
    if (this.pid === undefined || event.event !== 'context-switch') return false;
    return event.to !== this.pid && event.to !== idle;
  }

  /** The stop at such an event: whose it is, and why. */
  stop(event: Occurrence): { readonly pid: number; readonly description: string } | undefined {
    const { pid } = this;
    if (pid === undefined || event.event !== 'context-switch' || !this.isOver(event)) return undefined;
    const name = (of: number) => `${threadLabel(of)} ${this.processes.find(of)?.name ?? ''}`.trimEnd();
    return { pid, description: `${name(event.to)} gets the CPU: only ${name(pid)} was to run` };
  }
}

const idle = 0;
