/** What the debugger tells, as DAP events; the program's output in one piece for each slice of the run. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type * as core from '../debugger';
import type { MachineStatus, RingsideEvents, SystemEvent } from '../protocol';
import { breakpointBody } from './describe';
import type { Context } from './context';
import { kernelModule, programModule } from './modules';
import { threadId } from './threads';

export class Events implements core.DebuggerListener {
  /** Names of the programs that processes have run so far. */
  readonly programs = new Set<string>();
  /** Output of the program that has not been sent yet. */
  private printed = '';
  private over = false;

  constructor(private readonly context: Context) {}

  stopped({ reason, pid, description, text, breakpoints }: core.StopInfo): void {
    const { context } = this;
    context.lastStopped = pid;
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

  /** No event: every request that lets the machine go on says so by its answer. */
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

  programStarted(program: string): void {
    const { context } = this;
    const { run } = context;
    if (!run) return;
    if (this.programs.size === 0) this.moduleLoaded(kernelModule(run, context));
    if (!this.programs.has(program)) {
      this.programs.add(program);
      this.moduleLoaded(programModule(program, run, context));
    }
    this.send('process', {
      name: `/bin/${program}`,
      isLocalProcess: false,
      startMethod: 'launch',
      pointerSize: 32,
    } satisfies DebugProtocol.ProcessEvent['body']);
  }

  /** Another machine takes the place of this one. */
  unloaded(): void {
    const loaded = this.programs.size === 0 ? [] : ['kernel', ...this.programs];
    for (const id of loaded) this.send('module', { reason: 'removed', module: { id, name: id } });
    this.programs.clear();
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

  private moduleLoaded(module: DebugProtocol.Module): void {
    this.send('module', { reason: 'new', module } satisfies DebugProtocol.ModuleEvent['body']);
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
