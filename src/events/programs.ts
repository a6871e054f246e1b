/** Follows user programs through what no hardware event shows: their first instruction, `main`, and its return. */
import { causes, roles, trapFrameOffset } from '../isa';
import type { OccurrenceDetails, AwaitedPlace, ProgramState, TraceState } from './occurrence';
import type { Process } from './kernel-view';
import { addressOf } from './symbols';
import { processOf } from '../protocol';
import { type Watched, pidOnCpu } from './watched';

const { returnAddress, result } = roles;
const pcOffset = trapFrameOffset('pc');
const causeOffset = trapFrameOffset('cause');
const interrupts = new Set(causes.filter(({ kind }) => kind === 'interrupt').map(({ number }) => number));

const unknown: ProgramState = { begun: false, loaded: false, awaited: undefined };

export class Programs {
  constructor(
    private readonly system: Watched,
    private readonly state: TraceState,
  ) {}

  /** Where the machine has to stop for `arrive`. */
  get addresses(): number[] {
    return [...this.state.programs.values()].flatMap(({ awaited }) => (awaited ? [awaited.address] : []));
  }

  /** True the first time that the process on the CPU goes to user mode. A copy of a process is where that one is. */
  starts(): boolean {
    const { view } = this.system;
    const pid = view.currentPid();
    // Asked at each return to user mode: the whole process is read where it starts alone.
    const process = pid === undefined || this.of(pid).begun ? undefined : view.current();
    if (!process) return false;
    const { loaded } = this.of(process.pid);
    const isThread = process.pid !== processOf(process.pid);
    const inherited = isThread ? undefined : this.of(process.parent).awaited;
    const awaited = loaded ? this.mainOf(process) : inherited;
    this.put(process.pid, { begun: true, loaded: false, awaited });
    return true;
  }

  /** There are processes that are yet to start. */
  areStarting(): boolean {
    const { view } = this.system;
    return view.processes().some(({ pid, state }) => pid > 0 && state !== 'zombie' && !this.of(pid).begun);
  }

  /** A process gets a new program, which starts from the beginning. */
  replaced(pid: number): void {
    this.put(pid, { ...unknown, loaded: true });
  }

  /** A process is gone, with all its threads. */
  forget(pid: number): void {
    this.state.programs = new Map([...this.state.programs].filter(([thread]) => processOf(thread) !== pid));
  }

  /** What it means that a process in user mode is at this address. */
  arrive(address: number, pid: number): OccurrenceDetails | undefined {
    const program = this.of(pid);
    if (program.awaited?.address !== address) return undefined;
    const { registers } = this.system.machine;
    const isMain = program.awaited.what === 'main';
    const back: AwaitedPlace = { what: 'return', address: registers[returnAddress] >>> 0 };
    this.put(pid, { ...program, awaited: isMain ? back : undefined });
    return isMain ? { event: 'main' } : { event: 'main-return', value: registers[result] };
  }

  /** Takes up processes that are there already, as their memory shows them. */
  takeUp(): void {
    const { view, machine } = this.system;
    // In the midst of a switch the stack is still that of who had the CPU before.
    const pidOfSp = machine.userMode
      ? undefined
      : view.pidOfStack(machine.registers[roles.stackPointer] >>> 0);
    const running = pidOnCpu(this.system);
    const begun = (pid: number) => pid === running && (pidOfSp === undefined || pidOfSp === pid);
    const rows = view.processes().map((process): [number, ProgramState] => {
      const loaded = this.isLoaded(process);
      // A process that has never run has nothing on its kernel stack but the frame that it will start from.
      const isNew = !begun(process.pid) && view.savedStackPointer(process) >= process.trapFrame;
      return [process.pid, { begun: !isNew && !loaded, loaded, awaited: undefined }];
    });
    this.state.programs = new Map(rows);
  }

  /** Its frame goes to the first instruction of its program, and no interrupt has made it. */
  private isLoaded({ name, trapFrame: frame }: Process): boolean {
    const executable = frame === 0 ? undefined : this.system.executableOf(name);
    if (!executable || this.word(frame + pcOffset) !== executable.entry) return false;
    return !interrupts.has(this.word(frame + causeOffset));
  }

  private word(address: number): number {
    return this.system.machine.readWord(address) ?? 0;
  }

  private mainOf({ name }: Process): AwaitedPlace | undefined {
    const executable = this.system.executableOf(name);
    const address = executable && addressOf(executable, 'main');
    return address === undefined ? undefined : { what: 'main', address };
  }

  private of(pid: number): ProgramState {
    return this.state.programs.get(pid) ?? unknown;
  }

  private put(pid: number, program: ProgramState): void {
    this.state.programs = new Map(this.state.programs).set(pid, program);
  }
}
