/** Who has the CPU, and what the kernel's list says about the others. */
import { type CauseName, memoryMap, roles } from '../isa';
import type { Thread } from './api';
import { type Occurrence, type Process, Symbols, threadLabel, waitText } from '../events';
import type { Mode } from '../protocol';
import type { Session } from '../session';

/** The process of a machine whose kernel has no process yet. */
const boot = { pid: 0, name: 'kernel' };

/** There is nothing left to run of what is in these states. */
const gone: ReadonlySet<string> = new Set(['zombie', 'ended']);

const growing: ReadonlySet<string> = new Set<CauseName>(['load-page-fault', 'store-page-fault']);
const store: CauseName = 'store-page-fault';

export class Processes {
  constructor(
    private readonly system: Session,
    /** The process on whose kernel stack the frames begin that the CPU is in. */
    private readonly ownerOfFrames: () => number | undefined,
  ) {}

  live(): { readonly pid: number; readonly name: string } {
    const { view } = this.system;
    const process = view.find(this.livePid) ?? view.identity();
    // For some instructions the idle process is there, and has no name yet.
    return process && (process.pid !== boot.pid || process.name !== '') ? process : boot;
  }

  /**
   * The process whose kernel stack the CPU is on, or in user mode would take: in the midst of a context switch that
   * is more exact than what the kernel has written down. A stack pointer alone may be on another's stack too, by a frame
   * that is larger than its own.
   */
  get livePid(): number {
    const { view, machine } = this.system;
    const owner = view.pidOfStack(this.stackInUse);
    const current = view.currentPid();
    if (owner === undefined || owner === current || machine.userMode) return owner ?? current ?? boot.pid;
    return this.ownerOfFrames() ?? owner;
  }

  private get stackInUse(): number {
    const { machine } = this.system;
    return machine.userMode ? machine.ksp : machine.registers[roles.stackPointer] >>> 0;
  }

  find(pid: number): Process | undefined {
    return this.system.view.find(pid);
  }

  /** The name of the program that it runs, which is asked for at every address that is shown. */
  programName(pid: number): string | undefined {
    return this.system.view.nameOf(pid);
  }

  /** Those that have a program of their own that may go on. */
  living(): Process[] {
    return this.system.view.processes().filter(({ state }) => !gone.has(state) && state !== 'embryo');
  }

  /** False for one that has ended, once it has given the CPU away. */
  goesOn(pid: number): boolean {
    return pid === this.livePid || !gone.has(this.find(pid)?.state ?? 'zombie');
  }

  /** False for one that has ended, though it may have the CPU still, to say so. */
  isRunnable(pid: number): boolean {
    return this.isAlive(pid) && this.find(pid)?.state !== 'ended';
  }

  exists(pid: number): boolean {
    return pid === this.livePid || this.find(pid) !== undefined;
  }

  /** True while it has memory of its own that nobody else takes. */
  isAlive(pid: number): boolean {
    const process = this.find(pid);
    return process ? process.state !== 'zombie' : pid === this.livePid;
  }

  /** A fault by which a program gets a page that it may have: the kernel has the instruction tried again. */
  bringsPage(event: Occurrence): boolean {
    if (event.event !== 'trap' || event.mode !== 'user' || !growing.has(event.cause)) return false;
    return this.keepsPromise(event) || this.growsStack(event);
  }

  /** By what the page table says: of a page of zeros, or a copy of one that several have. */
  private keepsPromise({ cause, value }: { readonly cause: string; readonly value: number }): boolean {
    const { view, machine } = this.system;
    const word = machine.pageEntry(value)?.word ?? 0;
    if (machine.translate(value) === undefined) return (word & view.promisedBit) !== 0;
    return cause === store && (word & view.toCopyBit) !== 0;
  }

  private growsStack(event: { readonly value: number }): boolean {
    const { view, machine } = this.system;
    const { stackLimit } = view;
    const own = view.current()?.stackLimit ?? 0;
    const isInside =
      (stackLimit !== 0 && event.value >= stackLimit && event.value < memoryMap.userTop) ||
      (own !== 0 && event.value >= own && event.value < own + view.threadStackSize);
    return isInside && machine.translate(event.value, machine.ptb) === undefined;
  }

  threads(modeOf: (pid: number) => Mode): Thread[] {
    const list = this.system.view.processes();
    const live = this.live();
    const threads = list.map(process => this.thread(process, process.pid === live.pid, modeOf(process.pid)));
    if (list.some(({ pid }) => pid === live.pid)) return threads;
    const mode = modeOf(live.pid);
    const name = threadName(live);
    return [{ pid: live.pid, name, title: `${name} (running, ${mode})`, state: 'running', mode }, ...threads];
  }

  private thread(process: Process, live: boolean, mode: Mode): Thread {
    const name = this.nameOf(process);
    const state = live && process.state === 'ready' ? 'running' : process.state;
    return {
      pid: process.pid,
      name,
      title: `${name} (${this.stateText(process, state, mode)})`,
      state,
      mode,
    };
  }

  /** `2 race`, and below it `2.1 worker`: by the function that the thread began with. */
  private nameOf({ pid, name, start }: Process): string {
    const program = start === 0 ? undefined : this.system.executableOf(name);
    const routine = program && new Symbols(program).at(start);
    return `${threadLabel(pid)} ${routine ?? name}`;
  }

  /** `lock m, held by 2.1` */
  waitText(process: Process): string {
    return waitText(process, this.system.executableOf(process.name));
  }

  private stateText(process: Process, state: string, mode: Mode): string {
    if (gone.has(state)) return 'ended';
    if (state !== 'blocked') return `${state}, ${mode}`;
    const what = this.waitText(process);
    return what ? `waits for ${what}` : 'blocked';
  }
}

const threadName = ({ pid, name }: { readonly pid: number; readonly name: string }): string =>
  `${threadLabel(pid)} ${name}`;
