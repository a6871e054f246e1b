/** What the debugger tells, as DAP events; the program's output in one piece for each slice of the run. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type * as core from '../debugger';
import type { MachineStatus, RingsideEvents, SystemEvent } from '../protocol';
import { breakpointBody } from './describe';
import type { Context } from './context';
import { memoryReference } from './memory-reference';
import { threadId } from './threads';

export class Events implements core.DebuggerListener {
  /** Output of the program that has not been sent yet. */
  private printed = '';
  private over = false;

  constructor(private readonly context: Context) {}

  stopped({ reason, pid, description, text, breakpoints }: core.StopInfo): void {
    const { context } = this;
    context.handles.reset();
    this.send('stopped', {
      reason,
      description,
      ...(text !== undefined && { text }),
      threadId: threadId(pid),
      allThreadsStopped: true,
      hitBreakpointIds: breakpoints.map(id => context.breakpoints.clientId(id)),
    } satisfies DebugProtocol.StoppedEvent['body']);
  }

  /** No event: who lets the machine go on says so. */
  continued(): void {
    this.context.handles.reset();
  }

  threadStarted(pid: number): void {
    this.context.threads.started(pid);
    this.send('thread', { reason: 'started', threadId: threadId(pid) });
  }

  threadExited(pid: number): void {
    this.context.threads.exited(pid);
    this.send('thread', { reason: 'exited', threadId: threadId(pid) });
  }

  output(text: string): void {
    this.printed += text;
  }

  told({ text, source }: core.TraceLine): void {
    this.console(text, source);
  }

  breakpointChanged(breakpoint: core.Breakpoint): void {
    this.sendBreakpoint(this.context.breakpoints.forClient(breakpoint));
  }

  /** Other values may show the same memory. */
  written({ bytes, stacks }: core.Change): void {
    const { client } = this.context;
    this.context.invalidate(stacks ? ['stacks', 'variables'] : ['variables']);
    if (bytes && this.context.isStopped && client.takesMemoryEvents)
      this.send('memory', {
        memoryReference: memoryReference(bytes),
        offset: 0,
        count: bytes.length,
      } satisfies DebugProtocol.MemoryEvent['body']);
  }

  sendBreakpoint(breakpoint: core.Breakpoint): void {
    this.send('breakpoint', { reason: 'changed', breakpoint: breakpointBody(breakpoint, this.context) });
  }

  ended({ status, message }: core.EndInfo): void {
    this.console(message);
    this.send('exited', { exitCode: status });
    this.terminated();
  }

  /** The session has no machine any more; said once. */
  terminated(): void {
    if (this.over) return;
    this.over = true;
    this.context.phase = 'ended';
    this.context.handles.reset();
    this.send('terminated');
  }

  status(status: MachineStatus): void {
    this.sendOwn('ringside/status', status);
  }

  happened(events: readonly SystemEvent[]): void {
    this.sendOwn('ringside/events', { events });
  }

  /** A line of the Debug Console. */
  console(text: string, place?: core.SourcePlace): void {
    const { client, sources } = this.context;
    this.send('output', {
      category: 'console',
      output: `${text}\n`,
      ...(place && {
        source: sources.source(place.path),
        line: client.line(place.line),
        column: client.column(place.column),
      }),
    } satisfies DebugProtocol.OutputEvent['body']);
  }

  /** Sends what the program has printed so far. */
  flush(): void {
    if (this.printed === '') return;
    const output = this.printed;
    this.printed = '';
    this.context.send('output', { category: 'stdout', output });
  }

  private sendOwn<Name extends keyof RingsideEvents>(event: Name, body: RingsideEvents[Name]): void {
    this.send(event, body);
  }

  /** In order with the program's output. */
  private send(event: string, body?: object): void {
    this.flush();
    this.context.send(event, body);
  }
}
