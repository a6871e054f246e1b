/** The debugger of one running system, put together from its parts. */
import type { Occurrence } from '../events';
import type { FinalStop } from '../machine';
import type { EventName } from '../protocol';
import { Runner, type Session, TypedInput } from '../session';
import type * as api from './api';
import { DataPoints, type Datum } from './breakpoints/data';
import { Lifetimes } from './breakpoints/lifetimes';
import { breakpointPlaces } from './breakpoints/resolve';
import { BreakpointTable, type Entry, toBreakpoint } from './breakpoints/table';
import { disassembly } from './disassembly';
import { DebuggerError } from './errors';
import { Executions } from './executions';
import { explain } from './explain';
import { complete } from './expressions/complete';
import { formatted } from './expressions/formats';
import { ActiveFilters } from './filters';
import type { Module } from './images/module';
import { Modules, isKernelAddress } from './images/modules';
import { Inspector } from './inspector';
import { Judge } from './judge';
import { Kills } from './kills';
import { Output } from './output';
import { placeOfEvent } from './places';
import { Processes } from './processes';
import { Alone } from './run/alone';
import { Control, type RunState } from './run/control';
import { type EntryPoint, entryPlan, entryPoint } from './run/entry';
import { jumpTargets, jumpingFrame } from './run/jumps';
import { Points } from './run/points';
import { Stepper } from './run/steps';
import { stepTargets } from './run/targets';
import { Reporter } from './reporter';
import { type Returned, returnedBy, withReturned } from './returned';
import { Trace } from './trace';
import type { AnyFrame } from './unwind/frames';
import { Unwinder } from './unwind/unwinder';
import { variableOf } from './values/variable';
import { Watch } from './watch';

export class Debugger {
  private readonly system: Session;
  private readonly modules: Modules;
  private readonly processes: Processes;
  private readonly unwinder: Unwinder;
  private readonly inspector: Inspector;
  private readonly table: BreakpointTable;
  private readonly points: Points;
  private readonly data: DataPoints;
  private readonly lifetimes: Lifetimes;
  private readonly filters: ActiveFilters;
  private readonly stepper: Stepper;
  private readonly typed = new TypedInput();
  private readonly output: Output;
  private readonly trace: Trace;
  private readonly reporter: Reporter;
  private readonly judge: Judge;
  private readonly watch: Watch;
  private readonly kills: Kills;
  private readonly alone: Alone;
  private readonly executions: Executions;
  private readonly control: Control;
  /** The stop at entry that has still to come. */
  private entry: EntryPoint | undefined;
  /** The process that the user looks at: the one that has stopped, or whose frame or memory was asked for since. */
  private focusPid = 0;
  /** The process that the pause to come is for. */
  private askedToPause: number | undefined;
  /** What a step out has brought. */
  private returned: Returned | undefined;

  constructor(
    private readonly options: api.DebuggerOptions,
    private readonly listener: api.DebuggerListener,
  ) {
    const system = (this.system = options.system);
    const runner = new Runner(system, true);
    const modules = (this.modules = new Modules(system));
    const processes = (this.processes = new Processes(system));
    this.unwinder = new Unwinder(system, modules, processes, (frame, pid) => runner.callAt(frame, pid));
    const inspector = new Inspector(system, modules, processes, this.unwinder, change =>
      listener.written?.(change),
    );
    const table = new BreakpointTable(modules, (text, purpose, place) =>
      inspector.check(text, purpose, place),
    );
    const points = new Points(runner);
    this.lifetimes = new Lifetimes(system.machine, processes, pid => inspector.stack(pid));
    const data = new DataPoints({
      machine: system.machine,
      lifetimes: this.lifetimes,
      livePid: () => processes.livePid,
      spaceOf: pid => (processes.isAlive(pid) ? this.unwinder.space(pid) : undefined),
      contextOf: space => inspector.contextIn(space),
      stack: pid => this.unwinder.stack(pid),
      current: () => inspector.current(),
      ended: entry => this.dataEnded(entry),
    });
    const tell = (line: api.TraceLine) => this.tell(line);
    this.inspector = inspector;
    this.filters = new ActiveFilters(text => inspector.check(text, 'condition', inspector.kernelNames));
    this.table = table;
    this.points = points;
    this.data = data;
    this.stepper = new Stepper(system, processes, inspector, options.stepIntoLibrary);
    const inWords = (event: Occurrence) => runner.inWords(event);
    this.output = new Output(text => listener.output(text));
    this.trace = new Trace({
      told: options.trace,
      trapCounts: system.machine.trapCounts,
      flooded: () => this.control.attendLess(),
      inWords,
      placeOf: event => placeOfEvent(event, modules),
      tell,
      now: Date.now,
    });
    this.reporter = new Reporter(inWords, events => listener.happened(events));
    this.judge = new Judge({
      system,
      processes,
      inspector,
      table,
      data,
      filters: this.filters,
      inWords,
      tell,
    });
    this.watch = new Watch(system, processes, listener);
    this.alone = new Alone(processes);
    this.executions = new Executions(system, modules, program => listener.programStarted(program));
    this.kills = new Kills(system, processes, text => this.note(text));
    this.control = this.makeControl(runner);
    if (options.stopOnEntry === 'main') this.entry = entryPoint(system, modules, processes);
  }

  /** The process that is meant where none is named. */
  get focus(): number {
    return this.focusPid;
  }

  get state(): RunState {
    return this.control.state;
  }

  // ---- running ----

  /** Runs to the entry stop. */
  start(): void {
    if (this.state !== 'new') throw new DebuggerError('not-stopped', 'the machine has been started already');
    if (this.options.stopOnEntry !== 'boot') return this.run();
    this.control.state = 'stopped';
    this.stopped(this.judge.info('entry', 'entry: the first instruction of the kernel'));
  }

  /** `alone`: the only process that is to run. */
  continue(alone?: number): void {
    this.requireStopped();
    this.alone.begin(alone);
    this.run();
  }

  /** Stops where everything stands; the process, if it goes on, is the one to look at. A step under way is kept. */
  pause(pid?: number): void {
    if (this.state !== 'running') throw new DebuggerError('not-running', 'the machine does not run');
    this.askedToPause = pid;
    this.control.pause();
  }

  /** Ends the session for good; nothing is told any more. */
  terminate(): void {
    this.control.terminate();
  }

  /** `target`: of a step into, one of `stepTargets`. `alone`: no other process is to run. */
  step(
    pid: number,
    how: api.StepKind,
    unit: api.StepUnit,
    { target, alone = false }: { readonly target?: api.StepTarget; readonly alone?: boolean } = {},
  ): void {
    this.requireStopped();
    this.inspector.requireProcess(pid);
    const plan = this.stepper.plan(pid, how, unit, target?.address);
    this.alone.begin(alone ? pid : undefined);
    this.resume();
    this.control.run(plan);
  }

  /** What a step into from here can enter: only the innermost frame can be stepped from. */
  stepTargets(given: api.CallFrame): api.StepTarget[] {
    this.requireStopped();
    const frame = this.inspector.known(given);
    return frame.kind === 'code' && this.isInnermost(frame) ? stepTargets(frame) : [];
  }

  /** Where the code of a line, or of the next that has any, begins. */
  jumpTargets(path: string, line: number): api.JumpTarget[] {
    this.requireStopped();
    return jumpTargets(this.modules, path, line);
  }

  /** Has a process go on at one of `jumpTargets`; nothing in between is executed. It is told of as a stop. */
  jump(pid: number, target: api.JumpTarget): void {
    this.requireStopped();
    const frame = jumpingFrame(this.inspector.stack(pid)[0], target);
    this.assign('$pc', `${target.address}u`, frame);
    this.returned = undefined;
    this.stopped({ ...this.judge.info('goto', `jump: ${frame.name} (${frame.mode} mode)`), pid });
  }

  /** Text for the console of the machine, taken as soon as it runs. */
  input(text: string): void {
    this.requireAlive();
    this.typed.type(text);
  }

  endInput(): void {
    this.requireAlive();
    this.typed.end();
  }

  /** Tells events of these kinds from now on, in batches: at each stop, and between two slices of a run. */
  subscribe(events: Iterable<EventName>): void {
    this.reporter.subscribe(events);
    if (this.state !== 'ended') this.control.attend();
  }

  /** Has the kernel end a process; while the machine is stopped, it ends as soon as that runs. */
  kill(pid: number): void {
    this.requireStarted();
    this.kills.ask(pid);
    if (this.state === 'stopped') this.inspector.changed(undefined);
    // A machine in which all wait has something to do again.
    this.typed.interrupt();
  }

  // ---- looking ----

  /** Also while the machine runs: as it is between two slices. */
  threads(): api.Thread[] {
    this.requireStarted();
    return this.processes.threads(pid => this.unwinder.mode(pid));
  }

  /** Innermost frame first. */
  stack(pid: number): api.CallFrame[] {
    this.requireStopped();
    return [...this.inspector.stack(pid)];
  }

  scopes(frame: api.CallFrame): api.VariableScope[] {
    this.requireStopped();
    this.focusPid = frame.pid;
    const scopes = this.inspector.scopes(frame);
    const { returned } = this;
    const isHere = returned?.pid === frame.pid && this.isInnermost(frame);
    return isHere
      ? withReturned(scopes, returned, this.inspector.contextOf(this.known(frame), returned.value))
      : scopes;
  }

  /** A C expression, as in the frame. Only the console may change anything by it. */
  evaluate(
    expression: string,
    given: api.CallFrame | undefined,
    context: 'watch' | 'hover' | 'repl' | 'clipboard',
    format: api.ValueFormat = {},
  ): api.Variable {
    this.requireStopped();
    const frame = this.known(given);
    const { expression: bare, format: asked } = formatted(expression);
    const value = this.inspector.evaluate(bare, frame, context === 'repl' ? 'assign' : 'look');
    const around = this.inspector.contextOf(frame, value);
    const all = { ...format, ...asked, ...(context === 'clipboard' && { whole: true }) };
    return variableOf(expression, value, around, all, bare.trim());
  }

  /** Assigns the value of an expression to what another one names. */
  assign(
    target: string,
    value: string,
    given: api.CallFrame | undefined,
    format: api.ValueFormat = {},
  ): api.Variable {
    this.requireStopped();
    const frame = this.known(given);
    const { expression: bare, format: asked } = formatted(target);
    const place = this.inspector.evaluate(bare, frame, 'look');
    this.inspector.store(place, this.inspector.evaluate(value, frame, 'assign'));
    const around = this.inspector.contextOf(frame, place);
    return variableOf(target, place, around, { ...format, ...asked }, bare.trim());
  }

  /** What can stand at a column of an expression. */
  complete(text: string, column: number, given?: api.CallFrame): api.Completion[] {
    this.requireStopped();
    const frame = this.known(given);
    const code = frame ? this.inspector.codeOf(frame) : this.inspector.current();
    const names = this.inspector.names(code, this.inspector.space(code?.pid ?? this.processes.livePid));
    return complete(text, column, { names, modules: this.modules });
  }

  /** `count` instructions, from `offset` instructions after the one at the address. */
  disassemble(pid: number, address: number, offset: number, count: number): api.DisassembledLine[] {
    this.requireStopped();
    const space = this.inspector.space(pid);
    this.focusPid = pid;
    return disassembly(space, at => this.inspector.moduleAt(at, pid), address, offset, count);
  }

  readMemory(pid: number, address: number, count: number): api.MemoryBytes {
    this.requireStopped();
    const bytes = this.inspector.space(pid).readSome(address, count);
    return { address, bytes, unreadable: count - bytes.length };
  }

  /** How many of the bytes could be written. */
  writeMemory(pid: number, address: number, bytes: Uint8Array): number {
    this.requireStopped();
    const written = this.system.machine.writeMemory(address, bytes, this.inspector.space(pid).ptb);
    if (written > 0) this.inspector.changed({ pid, address, length: written });
    return written;
  }

  /** Every source that code of this system comes from. */
  sources(): api.Source[] {
    const paths = new Set(this.modules.all.flatMap(module => module.lines.paths));
    return [...paths].sort().map(path => {
      const content = this.content(path);
      return { path, ...(content !== undefined && { content }) };
    });
  }

  /** What the hardware has just done, if an event of this process was what the machine stopped at. */
  exceptionInfo(pid: number): api.ExceptionInfo | undefined {
    this.requireStopped();
    this.inspector.requireProcess(pid);
    const { event, pid: stopped } = this.judge.stopEvent ?? {};
    if (!event || pid !== stopped) return undefined;
    const symbol = (address: number) => this.inspector.symbol(address, pid);
    return explain(event, {
      machine: this.system.machine,
      space: this.inspector.space(pid),
      symbol,
      place: at => this.placeText(at, pid),
    });
  }

  // ---- breakpoints ----

  setLineBreakpoints(path: string, list: readonly api.LineBreakpointRequest[]): api.Breakpoint[] {
    return this.placed(this.table.setLines(path, list));
  }

  setFunctionBreakpoints(list: readonly api.FunctionBreakpointRequest[]): api.Breakpoint[] {
    return this.placed(this.table.setFunctions(list));
  }

  setInstructionBreakpoints(list: readonly api.InstructionBreakpointRequest[]): api.Breakpoint[] {
    return this.placed(
      this.table.setInstructions(list, ({ address, program, pid = this.focusPid }) => {
        const named = program === undefined ? undefined : this.modules.named(program);
        // A program need not run for its code to be known.
        if (named?.codeWord(address) !== undefined) return named;
        if (!isKernelAddress(address)) this.inspector.requireProcess(pid);
        return this.inspector.codeAt(address, pid);
      }),
    );
  }

  /** The name of what has code at a place: `kernel`, or a program; undefined where that is not known. */
  programAt({ pid, address }: api.ProcessAddress): string | undefined {
    const module = this.inspector.moduleAt(address, pid);
    return module?.codeWord(address) === undefined ? undefined : module.name;
  }

  /** What a data breakpoint on a variable watches; undefined where its value stands nowhere that can be watched. */
  datum({ name, evaluateName, home, pid }: api.Variable): Datum | undefined {
    this.requireStopped();
    if (!home) return undefined;
    const { type, bit, place } = home;
    const { address, local } = place;
    if (address === undefined && !local) return undefined;
    const lifetime = local
      ? this.lifetimes.ofFrame(local.frame)
      : this.lifetimes.ofVariable(pid, address ?? 0);
    return {
      name: evaluateName ?? name,
      type,
      lifetime,
      at: lifetime.frame ?? this.inspector.top(pid),
      ...(bit && { bit }),
      ...(address === undefined && local && { local }),
    };
  }

  setDataBreakpoints(list: readonly api.DataBreakpointRequest[]): api.Breakpoint[] {
    const ofProcess = ({ address }: api.DataBreakpointRequest) => !address || !isKernelAddress(address);
    const placed = this.table.setData(
      list.map(request => (ofProcess(request) ? { pid: this.focusPid, ...request } : request)),
      data => this.data.problemOf(data),
    );
    this.data.place(this.table.all);
    return this.placed(placed);
  }

  /** True if a data breakpoint watches one of these bytes of a process. */
  isWatched(pid: number, address: number, size: number): boolean {
    return this.table.all.some(({ verified, data }) => {
      if (!verified || data?.address === undefined) return false;
      if (address + size <= data.address || data.address + data.length <= address) return false;
      return isKernelAddress(address) || data.pid === pid;
    });
  }

  setExceptionFilters(list: readonly api.FilterRequest[]): api.Breakpoint[] {
    const problems = this.filters.set(list);
    this.system.machine.stopsAtFaults = this.filters.wantsFaults;
    this.control.attend();
    return problems.map((message, index) => ({
      id: firstFilterId + index,
      verified: message === undefined,
      ...(message !== undefined && { message }),
    }));
  }

  /** Places from one line to another, both included, where a breakpoint can stand. */
  breakpointLines(path: string, from: number, to: number): api.SourcePlace[] {
    return breakpointPlaces(this.modules, path, from, to);
  }

  // ---- parts ----

  private makeControl(runner: Runner): Control {
    const { judge, trace, filters, reporter, options, alone, typed: input } = this;
    const control: Control = new Control(
      runner,
      this.points,
      {
        get interest() {
          return [...trace.interest, ...filters.interest, ...reporter.interest, ...alone.interest];
        },
        heard: event => {
          reporter.event(event);
          trace.event(event);
          return filters.hears(event) || alone.isOver(event);
        },
        atEvent: event => {
          const info = judge.atEvent(event);
          const over = info ? undefined : alone.stop(event);
          return over ? { ...judge.info('pause', over.description), pid: over.pid } : info;
        },
        atBreakpoint: address => judge.atBreakpoint(address),
        atWatchpoint: stop => judge.atWatchpoint(stop),
        arrived: plan => {
          this.returned = plan.left && returnedBy(plan.left, this.system);
          return judge.arrived(plan);
        },
        exited: () => this.note('the process has ended before the step was done; the others go on'),
        paused: stepping => judge.paused(this.pausedPid(), stepping),
        stuck: () => judge.stuck(),
        down: stop => judge.down(stop),
        failed: error => judge.failed(error),
        stopped: info => this.stopped(info),
        over: stop => this.over(stop),
      },
      {
        input,
        output: this.output.print,
        breathe: () => this.breathe(),
        get interrupted() {
          return control.interrupted;
        },
      },
      () => options.yieldToHost(),
    );
    return control;
  }

  private run(): void {
    this.resume();
    this.control.run(this.entry && !this.control.underway ? entryPlan(this.entry) : undefined);
  }

  /** The process that a pause is for: the one that was asked for, else the one that runs; the idle one last. */
  private pausedPid(): number {
    const { livePid } = this.processes;
    const isThere = (pid: number | undefined) =>
      pid !== undefined && this.processes.exists(pid) && this.processes.goesOn(pid);
    const wanted = [this.askedToPause, livePid || undefined, this.focusPid].find(isThere);
    return wanted ?? livePid;
  }

  private resume(): void {
    const again = this.state === 'stopped';
    this.inspector.forget();
    this.judge.stopEvent = undefined;
    this.returned = undefined;
    if (again) this.listener.continued();
  }

  private async breathe(): Promise<void> {
    this.flush();
    this.kills.carryOut();
    this.watch.threads();
    this.executions.look();
    if (this.trace.breathe()) this.control.attend();
    const { underway } = this.control;
    if (this.watch.isLong(underway)) this.note(this.judge.longStep(underway?.pid));
    if (this.watch.isDue) this.watch.status('running');
    await this.options.yieldToHost();
  }

  /** Brings out what the program has printed, and the events that were subscribed to. */
  private flush(): void {
    this.output.flush();
    this.reporter.flush();
  }

  private stopped(info: api.StopInfo): void {
    if (this.entry?.isHere()) this.entry = undefined;
    this.focusPid = info.pid;
    this.inspector.forget();
    this.data.sweep();
    this.flush();
    this.kills.carryOut();
    this.trace.flush();
    this.watch.threads();
    this.executions.look();
    this.watch.status('stopped');
    this.listener.stopped(info);
  }

  private over(stop: FinalStop): void {
    this.flush();
    this.trace.flush();
    this.watch.status('stopped');
    this.listener.ended(this.judge.endInfo(stop));
  }

  private placed(list: api.Breakpoint[]): api.Breakpoint[] {
    this.points.set(new Set([...this.table.addresses, ...this.data.addresses]));
    return list;
  }

  private dataEnded(entry: Entry): void {
    this.note(`the data breakpoint on ${entry.data?.datum?.name ?? 'memory'}: ${entry.message}`);
    for (const breakpoint of this.placed([toBreakpoint(entry)])) this.listener.breakpointChanged(breakpoint);
  }

  private isInnermost({ id, pid }: api.CallFrame): boolean {
    return this.inspector.stack(pid)[0]?.id === id;
  }

  /** The frame; without one, the innermost of the process that the user looks at. */
  private known(frame: api.CallFrame | undefined): AnyFrame | undefined {
    if (!frame) return this.inspector.stack(this.focusPid)[0];
    this.focusPid = frame.pid;
    return this.inspector.known(frame);
  }

  private note(text: string): void {
    this.tell({ text, count: this.system.machine.count, category: 'note' });
  }

  /** Output that came before a line stands before it. */
  private tell(line: api.TraceLine): void {
    this.output.flush();
    this.listener.told(line);
  }

  private placeText(address: number, pid: number): string | undefined {
    const module: Module | undefined = this.inspector.moduleAt(address, pid);
    const place = module?.placeAt(address);
    return place && `${place.path.slice(place.path.lastIndexOf('/') + 1)}:${place.line + 1}`;
  }

  private content(path: string): string | undefined {
    const bytes = path.startsWith(bundled) ? this.options.guest.read(path.slice(bundled.length)) : undefined;
    return bytes && new TextDecoder().decode(bytes);
  }

  private requireAlive(): void {
    if (this.state === 'ended') throw new DebuggerError('ended', 'the machine is off: the session has ended');
  }

  private requireStarted(): void {
    this.requireAlive();
    if (this.state === 'new') throw new DebuggerError('not-started', 'the machine has not been started yet');
  }

  private requireStopped(): void {
    this.requireStarted();
    if (this.state === 'running')
      throw new DebuggerError('not-stopped', 'the machine is running: pause it first');
  }
}

/** Where bundled sources stand. */
const bundled = 'ringside:/';
/** Ids of filters are never those of other breakpoints. */
const firstFilterId = 1_000_000;
