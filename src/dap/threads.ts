/** Processes as DAP's threads: the user's own at any time, those of the system where they matter. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DebuggerError, type Debugger, type Thread, threadLabel } from '../debugger';

/** Clients take thread 0 for none; the idle process has pid 0. */
const idleThread = 1_000_000;

export const threadId = (pid: number): number => (pid === 0 ? idleThread : pid);
export const pidOf = (thread: number): number => (thread === idleThread ? 0 : thread);

/** The idle process, or the kernel before there is any; and `init`, which starts the others and waits for them. */
const isOfSystem = (pid: number): boolean => pid <= 1;

export class Threads {
  /** Those of the system are listed too, whatever they do. */
  all = false;
  private known: DebugProtocol.Thread[] = [];
  /** Processes of the system that the client knows, for the machine has stopped in them. */
  private readonly stoppedIn = new Set<number>();

  /** As the debugger has them; while it cannot tell, as it last had. What there is from the start is the kernel. */
  list(source: Debugger): DebugProtocol.Thread[] {
    try {
      this.known = this.listed(source.threads()).map(({ pid, title }) => ({
        id: threadId(pid),
        name: title,
      }));
    } catch (error) {
      if (!(error instanceof DebuggerError)) throw error;
    }
    return this.known.length > 0 ? this.known : [{ id: idleThread, name: '0 kernel' }];
  }

  /** Where nothing else is there, what runs. */
  private listed(threads: readonly Thread[]): readonly Thread[] {
    const listed = threads.filter(({ pid }) => this.matters(pid));
    return listed.length > 0 ? listed : threads.filter(({ state }) => state === 'running');
  }

  private matters(pid: number): boolean {
    return this.all || !isOfSystem(pid) || this.stoppedIn.has(pid);
  }

  /** True if the client is to hear of it. */
  started(pid: number): boolean {
    const id = threadId(pid);
    if (!this.matters(pid)) return false;
    if (!this.known.some(thread => thread.id === id)) this.known.push({ id, name: threadLabel(pid) });
    return true;
  }

  /** True if the client is to hear that it is there: it did not matter before. */
  stopped(pid: number): boolean {
    const before = this.matters(pid);
    this.stoppedIn.add(pid);
    return !before && this.started(pid);
  }

  /** True if the client is to hear of it. */
  exited(pid: number): boolean {
    this.known = this.known.filter(({ id }) => id !== threadId(pid));
    return this.matters(pid);
  }

  /** Of those that the client knows. */
  get ids(): number[] {
    return this.known.map(({ id }) => id);
  }

  /** All are gone; the result is their ids. */
  clear(): number[] {
    const { ids } = this;
    this.known = [];
    this.stoppedIn.clear();
    return ids;
  }
}
