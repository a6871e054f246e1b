/** Processes as DAP's threads. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DebuggerError, type Debugger } from '../debugger';

/** Clients take thread 0 for none; the idle process has pid 0. */
const idleThread = 1_000_000;

export const threadId = (pid: number): number => (pid === 0 ? idleThread : pid);
export const pidOf = (thread: number): number => (thread === idleThread ? 0 : thread);

export class Threads {
  private known: DebugProtocol.Thread[] = [];

  /** As the debugger has them; while it cannot tell, as it last had. What there is from the start is the kernel. */
  list(source: Debugger): DebugProtocol.Thread[] {
    try {
      this.known = source.threads().map(({ pid, title }) => ({ id: threadId(pid), name: title }));
    } catch (error) {
      if (!(error instanceof DebuggerError)) throw error;
    }
    return this.known.length > 0 ? this.known : [{ id: idleThread, name: '0 kernel' }];
  }

  started(pid: number): void {
    const id = threadId(pid);
    if (!this.known.some(thread => thread.id === id)) this.known.push({ id, name: String(pid) });
  }

  exited(pid: number): void {
    this.known = this.known.filter(({ id }) => id !== threadId(pid));
  }

  /** All are gone; the result is their ids. */
  clear(): number[] {
    const ids = this.known.map(({ id }) => id);
    this.known = [];
    return ids;
  }
}
