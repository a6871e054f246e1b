/** What the debugger tells, as DAP events; the program's output in one piece for each slice of the run. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type * as core from '../debugger';
import type { Launch } from '../boot';
import type {
  MachineStatus,
  Batch,
  PictureName,
  RingsideEvents,
  SystemEvent,
  TerminalOutput,
} from '../protocol';
import { Distinct, type OutputBody, columns, rowBodies, wrapped } from './console';
import type { Context } from './context';
import { kernelModule, programModule } from './modules';
import { breakpointBody, stopWords } from './describe';
import type { LongWork } from './long-work';
import { Narrator } from './narrator';
import { memoryReference } from './memory-reference';
import { threadId } from './threads';
import type { Row } from './titles';

/** Milliseconds for which a row of the Debug Console is held back while the machine runs. */
const patience = 1000;
/** Clears a terminal, with what has left its screen. */
const clearSequence = '\x1b[2J\x1b[3J\x1b[H';

export class Events implements core.DebuggerListener {
  /** Names of the programs that processes have run so far. */
  readonly programs = new Set<string>();
  /** Output of the program that has not been sent yet. */
  private printed = '';
  /** Bytes of all output so far, with that. */
  private printedBytes = 0;
  /** It has been told that the machine stands in the past. */
  private past = false;
  private over = false;
  private readonly narrator = new Narrator(row => this.tell(row));
  /** Since when the narrator may hold something back. */
  private heldSince: number | undefined;
  private readonly distinct = new Distinct();
  private search: LongWork | undefined;
  private waitsForInput = false;
  private toldHowToType = false;

  /** `console`: where the program prints. */
  constructor(
    private readonly context: Context,
    private readonly console: Launch['console'] = 'internalConsole',
  ) {}

  stopped(stop: core.StopInfo): void {
    const { context } = this;
    const { pid, breakpoints } = stop;
    context.handles.reset();
    context.keepFailure();
    this.heldSince = undefined;
    this.narrator.stop(pid);
    if (context.threads.stopped(pid)) this.send('thread', { reason: 'started', threadId: threadId(pid) });
    this.send('stopped', {
      ...stopWords(stop),
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
    if (!this.context.threads.started(pid)) return;
    this.send('thread', { reason: 'started', threadId: threadId(pid) });
  }

  threadExited(pid: number): void {
    if (!this.context.threads.exited(pid)) return;
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

  output(text: string, printed: number): void {
    this.printed += text;
    this.printedBytes = printed;
  }

  told({ text, about, source }: core.TraceLine): void {
    if (!about) return this.say(text, source);
    this.heldSince ??= Date.now();
    this.narrator.take(about, source);
  }

  /** Between two slices of a run: brings out what has been held back for long. */
  breathe(): void {
    if (this.heldSince !== undefined && Date.now() - this.heldSince > patience) {
      this.heldSince = undefined;
      this.narrator.flush();
    }
    this.flush();
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
    this.narrator.end();
    this.say(message);
    if (this.hasTerminal) this.sendOwn('ringside/terminal', { text: '', ended: message });
    this.send('exited', { exitCode: status });
    this.terminated();
  }

  /** The session has no machine any more; said once. */
  terminated(): void {
    if (this.over) return;
    this.over = true;
    this.context.keepFailure();
    this.context.keepDisk();
    this.context.phase = 'ended';
    this.context.handles.reset();
    this.send('terminated');
  }

  status(status: MachineStatus): void {
    this.sendOwn('ringside/status', status);
    this.tellThePast(status);
    if (status.waitsForInput === this.waitsForInput) return;
    this.waitsForInput = status.waitsForInput;
    this.refreshThreads();
    if (status.waitsForInput && !this.hasTerminal) this.tellHowToType();
  }

  /** A search through the run goes on; undefined: it is over. */
  travels(done: number | undefined): void {
    const { context } = this;
    if (done !== undefined) {
      this.search ??= context.beginWork('Searching the run', undefined, () => context.run?.debugger.pause());
      this.search.tell(done);
    } else if (this.search) {
      context.endWork(this.search);
      this.search = undefined;
    }
  }

  happened(events: readonly SystemEvent[]): void {
    this.sendOwn('ringside/events', { events });
  }

  picture<Name extends PictureName>(name: Name, batch: Batch<Name>): void {
    this.sendOwn<`ringside/${PictureName}`>(`ringside/${name}`, batch);
  }

  /** A line of the Debug Console. */
  say(text: string, place?: core.SourcePlace): void {
    const lines = text.split('\n').flatMap(line => wrapped(line, columns));
    this.sendToConsole({ output: `${lines.join('\n')}\n`, ...(place && this.place(place)) });
  }

  /** Sends what the program has printed so far. */
  flush(): void {
    if (this.printed === '') return;
    const output = this.printed;
    this.printed = '';
    if (this.hasTerminal) this.sendToTerminal(output);
    else this.context.send('output', { category: 'stdout', output: this.asLines(output) });
  }

  /** Another machine takes over the terminal. */
  clearTerminal(): void {
    if (this.hasTerminal) this.sendOwn('ringside/terminal', { text: clearSequence, printed: 0 });
  }

  private sendToTerminal(text: string): void {
    const body: TerminalOutput = { text, printed: this.printedBytes };
    this.context.send('ringside/terminal', body);
  }

  /** What has been told stays where it stands: it has to be said which of it is still to come. */
  private tellThePast({ present, running }: MachineStatus): void {
    const past = present !== undefined;
    if (past === this.past || running) return;
    this.past = past;
    this.say(
      past ? 'in the past: what stands above with a later instant is still to come' : 'in the present again',
    );
  }

  private get hasTerminal(): boolean {
    return this.console === 'integratedTerminal';
  }

  /** Threads are named by what they do. VS Code asks for all names when it hears of one, known or not. */
  private refreshThreads(): void {
    const { client, threads } = this.context;
    const [known] = threads.ids;
    if (client.isVsCode && known !== undefined) this.send('thread', { reason: 'started', threadId: known });
  }

  /** Once: who does not type into a terminal has to know how. */
  private tellHowToType(): void {
    if (this.toldHowToType) return;
    this.toldHowToType = true;
    const end = this.context.client.isVsCode
      ? 'the command “Ringside: End Console Input”'
      : 'the request ringside/endInput';
    this.say(`waits for input: type it here; ${end} ends it`);
  }

  private tell(row: Row): void {
    const look = {
      colours: this.context.client.showsColours,
      place: (source: core.SourcePlace) => this.place(source),
    };
    for (const body of rowBodies(row, look)) this.sendToConsole(body);
  }

  private place({ path, line, column }: core.SourcePlace): Partial<OutputBody> {
    const { client, sources } = this.context;
    return { source: sources.source(path), line: client.line(line), column: client.column(column) };
  }

  /**
   * In the category `console`, which an absent one stands for: VS Code shows a line that says so in the colour of
   * warnings, one that does not in none, and the title of a group in none either way.
   */
  private sendToConsole(body: OutputBody): void {
    const category = this.context.client.isVsCode && !body.group ? {} : { category: 'console' };
    this.send('output', { ...category, ...body, output: this.asLines(body.output) });
  }

  private asLines(output: string): string {
    return this.context.client.showsColours ? this.distinct.mark(output) : output;
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
