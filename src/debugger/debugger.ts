/** The debugger of one running system, put together from its parts. */
import { type Occurrence, callsOf, processOf } from '../events';
import type { FinalStop, Part } from '../machine';
import type { EventName, Follow, PictureName } from '../protocol';
import { Runner, type Session, TypedInput, endsBadly } from '../session';
import type * as api from './api';
import { mebibyte } from '../boot';
import { Futures } from './branch/futures';
import { Breakpoints } from './breakpoints/breakpoints';
import { DebuggerError } from './errors';
import { Examiner } from './examiner';
import { Executions } from './executions';
import { ActiveFilters } from './filters';
import { Modules } from './images/modules';
import { Inspector } from './inspector';
import { Judge } from './judge';
import { KernelFunctions } from './kernel-functions';
import { Kills } from './kills';
import { Output } from './output';
import { placeOfEvent } from './places';
import { Pages } from './pages';
import { Processes } from './processes';
import { Pictures } from './pictures/pictures';
import { pictureRows } from './pictures/rows';
import { Alone } from './run/alone';
import { Control, type RunState } from './run/control';
import { type EntryPoint, entryPlan, entryPoint } from './run/entry';
import type { Plan } from './run/requests';
import { jumpTargets, jumpingFrame } from './run/jumps';
import { Stepper } from './run/steps';
import { stepTargets } from './run/targets';
import { Reporter } from './reporter';
import { returnedBy } from './returned';
import { Time } from './time';
import { Trace } from './trace';
import { Unwinder } from './unwind/unwinder';
import { Watch } from './watch';

export class Debugger {
  readonly breakpoints: Breakpoints;
  /** Goes back; its methods throw DebuggerError while the machine runs. */
  readonly time: Time;
  private readonly system: Session;
  private readonly modules: Modules;
  private readonly processes: Processes;
  private readonly unwinder: Unwinder;
  private readonly inspector: Inspector;
  private readonly filters: ActiveFilters;
  private readonly stepper: Stepper;
  private readonly typed = new TypedInput();
  private readonly output: Output;
  private readonly trace: Trace;
  private readonly pictures: Pictures;
  private readonly reporter: Reporter;
  private readonly judge: Judge;
  private readonly examiner: Examiner;
  private readonly watch: Watch;
  private readonly kills: Kills;
  private readonly alone: Alone;
  private readonly executions: Executions;
  private readonly control: Control;
  private readonly others: Futures;
  private readonly runner: Runner;
  /** The machine has gone down, and no program has ended it by itself. */
  endedBadly = false;
  /** The stop at entry that has still to come. */
  private entry: EntryPoint | undefined;
  /** Instants to stop at, whatever is there, in their order: of a recording, as long as it is followed. */
  private limits: readonly number[];
  /** The process that the pause to come is for. */
  private askedToPause: number | undefined;

  constructor(
    private readonly options: api.DebuggerOptions,
    private readonly listener: api.DebuggerListener,
  ) {
    const system = (this.system = options.system);
    const runner = new Runner(system, true);
    const modules = (this.modules = new Modules(system));
    const processes = (this.processes = new Processes(system, () => this.unwinder.ownerOfFrames()));
    this.unwinder = new Unwinder(system, modules, processes, (frame, pid) => runner.callAt(frame, pid));
    const kernelFunctions = new KernelFunctions(system);
    const pages = new Pages(kernelFunctions, () => this.changePast());
    const inspector = new Inspector(system, modules, processes, this.unwinder, pages, change => {
      this.changePast();
      listener.written?.(change);
    });
    this.breakpoints = new Breakpoints({
      system,
      runner,
      processes,
      unwinder: this.unwinder,
      inspector,
      focus: () => this.focus,
      requireStopped: () => this.requireStopped(),
      ended: (breakpoint, name) => {
        this.note(`the data breakpoint on ${name}: ${breakpoint.message}`);
        listener.breakpointChanged(breakpoint);
      },
    });
    const tell = (line: api.TraceLine) => this.tell(line);
    this.inspector = inspector;
    this.filters = new ActiveFilters(
      text => inspector.check(text, 'condition', inspector.kernelNames),
      callsOf(system.kernel),
    );
    this.stepper = new Stepper(system, processes, inspector, options.stepIntoLibrary);
    const inWords = (event: Occurrence) => runner.inWords(event);
    this.output = new Output((text, printed) => listener.output(text, printed));
    this.trace = new Trace({
      told: options.trace,
      trapCounts: system.machine.trapCounts,
      flooded: () => this.control.attendAtOnce(),
      inWords,
      placeOf: event => placeOfEvent(event, modules),
      tell,
      now: Date.now,
    });
    this.reporter = new Reporter(inWords, events => listener.happened(events));
    this.pictures = new Pictures(
      { runner, attend: () => this.control.attendAtOnce(), now: Date.now },
      pictureRows({
        runner,
        inspector,
        processes,
        contextFields: this.unwinder.contextFields,
        focus: () => this.focus,
        marks: () => this.time.visits.marks,
        now: Date.now,
        tell: (name, batch) => listener.picture(name, batch),
      }),
    );
    this.judge = new Judge({
      system,
      processes,
      inspector,
      table: this.breakpoints.table,
      data: this.breakpoints.data,
      filters: this.filters,
      inWords,
      tell,
    });
    this.examiner = new Examiner({ system, modules, processes, inspector, judge: this.judge, pages });
    this.watch = new Watch(system, processes, listener, () => ({
      present: runner.history?.present,
      printed: this.output.printed,
    }));
    this.alone = new Alone(processes);
    this.executions = new Executions(system, modules, program => listener.programStarted(program));
    this.kills = new Kills(kernelFunctions, processes, text => this.note(text));
    this.control = this.makeControl(runner);
    this.time = new Time({
      system,
      tell,
      runner,
      processes,
      inspector,
      breakpoints: this.breakpoints,
      filters: this.filters,
      judge: this.judge,
      breathe: done => this.breatheOnTheWay(done),
      begin: work => this.beginTravel(work),
    });
    this.others = new Futures({ system, runner, inspector, processes, focus: () => this.focus });
    this.runner = runner;
    const { instant, end, bookmarks } = options.recording ?? { instant: 0, end: 0, bookmarks: [] };
    this.time.visits.bookmarks = bookmarks;
    this.limits = [instant, end];
    if (options.stopOnEntry === 'main') this.entry = entryPoint(system, modules, processes);
  }

  /** The process that is meant where none is named. */
  get focus(): number {
    return this.examiner.focus;
  }

  get state(): RunState {
    return this.control.state;
  }

  // ---- running ----

  /** Runs to the entry stop. */
  start(): void {
    if (this.state !== 'new') throw new DebuggerError('not-stopped', 'the machine has been started already');
    const { history } = this.options;
    if (history > 0) this.runner.remember(history * mebibyte, this.beside());
    if (this.options.recording?.instant) {
      this.entry = undefined;
      return this.control.pass();
    }
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
    return frame.kind === 'code' && this.examiner.isInnermost(frame) ? stepTargets(frame) : [];
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
    this.examiner.assign('$pc', `${target.address}u`, frame);
    this.examiner.returned = undefined;
    this.stopped({ ...this.judge.info('goto', `jump: ${frame.name} (${frame.mode} mode)`), pid });
  }

  /** Text for the console of the machine, taken as soon as it runs. */
  input(text: string): void {
    this.requireAlive();
    this.changePast();
    this.typed.type(text);
  }

  endInput(): void {
    this.requireAlive();
    this.changePast();
    this.typed.end();
  }

  /** Tells events of these kinds from now on, in batches: at each stop, and between two slices of a run. */
  subscribe(events: Iterable<EventName>): void {
    this.reporter.subscribe(events);
    if (this.state !== 'ended') this.control.attend();
  }

  /** Tells a picture so far, and what comes; of a machine that runs, from its next stop on. */
  follow<Name extends PictureName>(name: Name, { follow = true, ...wishes }: Follow<Name>): void {
    this.pictures.follow(name, follow, this.state !== 'new', wishes);
    if (this.state === 'ended') return;
    if (this.state === 'stopped') this.tellPictures();
    else this.control.attend();
  }

  /** The processes that live, but for the first one, which the kernel needs. */
  programs(): number[] {
    this.requireStarted();
    const living = this.processes
      .living()
      .filter(({ pid, parent }) => pid === processOf(pid) && parent !== 0);
    return living.map(({ pid }) => pid);
  }

  /** Has the kernel end a process; while the machine is stopped, it ends as soon as that runs. */
  kill(pid: number): void {
    this.requireStarted();
    this.changePast();
    this.kills.ask(pid);
    if (this.state === 'stopped') this.inspector.changed(undefined);
    // A machine in which all wait has something to do again.
    this.typed.interrupt();
  }

  // ---- looking ----

  /** Throws DebuggerError while the machine runs. */
  get examine(): Examiner {
    this.requireStopped();
    return this.examiner;
  }

  /** Throws DebuggerError while the machine runs. */
  get futures(): Futures {
    this.requireStopped();
    return this.others;
  }

  /** Also while the machine runs: as it is between two slices. */
  threads(): api.Thread[] {
    this.requireStarted();
    return this.processes.threads(pid => this.unwinder.mode(pid));
  }

  /** Every source that code of this system comes from. */
  sources(): api.Source[] {
    const paths = new Set(this.modules.all.flatMap(module => module.lines.paths));
    return [...paths].sort().map(path => {
      const content = this.content(path);
      return { path, ...(content !== undefined && { content }) };
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

  // ---- parts ----

  /** What the debugger keeps beside the machine at each checkpoint. */
  private beside(): Part<{ readonly hits: ReadonlyMap<number, number>; readonly printed: number }> {
    const { hits } = this.breakpoints.table;
    const { position } = this.output;
    return {
      save: () => ({ hits: hits.save(), printed: position.save() }),
      restore: saved => {
        hits.restore(saved.hits);
        position.restore(saved.printed);
      },
    };
  }

  private makeControl(runner: Runner): Control {
    const { judge, trace, pictures, filters, reporter, options, alone, typed: input } = this;
    const control: Control = new Control(
      runner,
      this.breakpoints.points,
      {
        get interest() {
          return [
            ...trace.interest,
            ...pictures.interest,
            ...filters.interest,
            ...reporter.interest,
            ...alone.interest,
          ];
        },
        heard: event => {
          if (!runner.isReplaying) {
            reporter.event(event);
            trace.event(event);
            pictures.event(event);
          }
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
          this.examiner.returned = plan.left && returnedBy(plan.left, this.system);
          return judge.arrived(plan);
        },
        exited: ({ pid = 0 }) =>
          this.note(
            `the ${pid === processOf(pid) ? 'process' : 'thread'} has ended before the step was done; the others go on`,
          ),
        paused: stepping => judge.paused(this.pausedPid(), stepping),
        stuck: () => {
          this.endedBadly = true;
          return judge.stuck();
        },
        down: stop => {
          this.endedBadly = endsBadly(stop);
          return judge.down(stop, options.stopOnExit);
        },
        atLimit: () => this.atLimit(),
        failed: error => judge.failed(error),
        stopped: info => this.stopped(info),
        over: stop => this.over(stop),
      },
      {
        input,
        output: byte => this.output.print(byte, runner.isReplaying),
        breathe: () => this.breathe(),
        get interrupted() {
          return control.interrupted;
        },
      },
      () => options.yieldToHost(),
      () => this.limits.find(limit => limit > this.system.machine.count) ?? Infinity,
    );
    return control;
  }

  private beginTravel(work: () => Promise<api.StopInfo | Plan>): void {
    this.requireStopped();
    this.resume();
    void this.control.travel(work).finally(() => this.listener.travels?.(undefined));
  }

  private async breatheOnTheWay(done: number): Promise<boolean> {
    this.listener.travels?.(done);
    await this.options.yieldToHost();
    return !this.control.interrupted;
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
    const wanted = [this.askedToPause, livePid || undefined, this.focus].find(isThere);
    return wanted ?? livePid;
  }

  private resume(): void {
    const again = this.state === 'stopped';
    this.inspector.forget();
    this.judge.forget();
    this.examiner.returned = undefined;
    if (again) this.listener.continued();
  }

  private async breathe(): Promise<void> {
    this.flush();
    this.kills.carryOut();
    this.watch.threads();
    this.executions.look();
    const wanted = [this.trace.breathe(), this.pictures.breathe()];
    if (wanted.includes(true)) this.control.attend();
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
    this.examiner.focus = info.pid;
    this.inspector.forget();
    this.breakpoints.data.sweep();
    this.flush();
    this.kills.carryOut();
    this.trace.flush();
    this.watch.threads();
    this.executions.look();
    this.watch.status('stopped');
    this.time.visits.note(info.breakpoints.length > 0 ? info.description : undefined);
    this.tellPictures();
    this.listener.stopped(this.runner.isPast ? inThePast(info, this.runner) : info);
  }

  private over(stop: FinalStop): void {
    this.flush();
    this.trace.flush();
    this.watch.status('stopped');
    this.tellPictures();
    this.listener.ended(this.judge.endInfo(stop));
  }

  /** What comes after a change is not what came after it. */
  private changePast(): void {
    const { history, isPast, system } = this.runner;
    const { present } = history ?? {};
    const [end = 0] = this.limits.slice(-1);
    const { machine } = system;
    if (isPast) this.pictures.cut(machine.count);
    history?.cut();
    machine.playInput(machine.inputLog);
    this.limits = [];
    const last = Math.max(present ?? 0, end);
    if (isPast || end > machine.count)
      this.note(`the run goes on from here: what came after, to instruction ${last}, is forgotten`);
  }

  private tellPictures(): void {
    if (this.pictures.tellAtStop()) this.control.attend();
  }

  private atLimit(): api.StopInfo {
    const { judge, system, limits } = this;
    const where = judge.where();
    return system.machine.count === limits[0]
      ? judge.info('entry', `the moment that was recorded: ${where}`, undefined, 'moment')
      : judge.info('pause', `the recording ends here: ${where}`, undefined, 'end of the recording');
  }

  private note(text: string): void {
    this.tell({ text, count: this.system.machine.count, category: 'note' });
  }

  /** Output that came before a line stands before it. */
  private tell(line: api.TraceLine): void {
    this.output.flush();
    this.listener.told(line);
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

/** The stop, with where in time it is. */
function inThePast(info: api.StopInfo, { system, history }: Runner): api.StopInfo {
  const { count } = system.machine;
  const where = `in the past: instruction ${count} of ${history?.present ?? count}`;
  return { ...info, text: info.text === undefined ? where : `${info.text}\n${where}` };
}

/** Where bundled sources stand. */
const bundled = 'ringside:/';
/** Ids of filters are never those of other breakpoints. */
const firstFilterId = 1_000_000;
