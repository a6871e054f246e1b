/** The Toy32 computer: its parts put together, and what a host can do with it. */
import { memoryMap, roles } from '../isa';
import { CodeCache } from './code';
import { status } from './constants';
import { Cpu } from './cpu';
import { Board, Bus, Console, Disk, type Host, Power, Timer } from './devices';
import type { InputEntry, Observer, Stop, Watchpoint } from './events';
import { interpret } from './interpreter';
import { Memory } from './memory';
import { Mmu } from './mmu';
import { type MachineState, assignState, copyState, createState } from './state';
import { interrupt } from './traps';
import { MemoryView } from './view';
import { Watchpoints } from './watchpoints';

export interface MachineOptions {
  /** Bytes of RAM. */
  readonly memory?: number;
  /** The disk's contents, which the machine takes over. */
  readonly disk?: Uint8Array;
  /** What BOARD_TIMER reads: instructions between timer interrupts; 0: cooperative. */
  readonly timer?: number;
}

/** What the loader needs of an executable; addresses are physical. */
export interface LoadableImage {
  readonly entry: number;
  readonly segments: readonly {
    readonly address: number;
    readonly bytes: Uint8Array;
    /** Bytes in memory; those past `bytes` become zero. */
    readonly memorySize: number;
  }[];
}

/** The host's end of the console. */
export interface HostConsole {
  /** Queues bytes for the guest, and logs them. */
  input(bytes: Uint8Array): void;
  /** Says that no input will follow. */
  end(): void;
  /** Called for every byte that the guest prints. */
  output: (byte: number) => void;
  /** The guest waits for input, and none has come since. */
  readonly wanted: boolean;
}

type HostInput = Uint8Array | 'end';

/** Instructions in a stretch at most: what a small integer holds everywhere. */
const longestStretch = 2 ** 30 - 1;

export class Machine {
  /** r0–r15; r0 stays 0. */
  readonly registers: Int32Array;
  /** Physical memory, from `memoryMap.ramBase`. */
  readonly ram: Uint8Array;
  readonly disk: Uint8Array;
  readonly console: HostConsole;
  /** `run` stops when the guest waits for input and none is queued. */
  stopOnInputWanted = false;

  private readonly state: MachineState;
  private readonly mmu: Mmu;
  private readonly code: CodeCache;
  private readonly bus: Bus;
  private readonly cpu: Cpu;
  private readonly view: MemoryView;
  private readonly watchpoints: Watchpoints;
  private readonly consoleDevice: Console;
  private running = false;
  /** Host input that came in the midst of an instruction. */
  private readonly inbox: HostInput[] = [];

  constructor(options: MachineOptions) {
    const memory = new Memory(options.memory ?? memoryMap.defaultRamSize);
    this.ram = memory.bytes;
    this.disk = options.disk ?? new Uint8Array(0);
    const state = (this.state = createState(this.ram, this.disk));
    this.registers = state.cpu.registers.subarray(0, 16);
    state.cpu.pc = memoryMap.ramBase;

    const host = this.deviceHost();
    const code = (this.code = new CodeCache(memory));
    const mmu = (this.mmu = code.mmu = new Mmu(memory, state.cpu, page => code.drop(page)));
    this.consoleDevice = new Console(state.console, host);
    this.bus = new Bus({
      console: this.consoleDevice,
      timer: new Timer(state.timer, host),
      disk: new Disk(state.disk, this.disk, memory, (place, length) => mmu.changed(place, length), host),
      power: new Power(stop => this.cpu.powerOff(stop)),
      board: new Board(memory.size, options.timer ?? 0),
    });
    this.watchpoints = new Watchpoints(mmu);
    this.cpu = new Cpu(state, memory, mmu, code, this.bus, this.watchpoints);
    this.view = new MemoryView(memory, mmu);
    this.console = this.hostConsole();
  }

  /**
   * The clock: instructions executed, and those slept in `wait`. An instruction that faults counts as one, at its
   * fetch too; taking an interrupt counts as none; a `wait` counts as one when it completes.
   */
  get count(): number {
    return this.cpu.count;
  }

  get pc(): number {
    return this.state.cpu.pc;
  }

  set pc(address: number) {
    this.state.cpu.pc = address >>> 0;
    this.state.cpu.waiting = false;
  }

  get status(): number {
    return this.state.cpu.status;
  }

  set status(value: number) {
    this.cpu.setStatus(value);
  }

  get userMode(): boolean {
    return this.cpu.user;
  }

  get ttb(): number {
    return this.state.cpu.ttb;
  }

  set ttb(value: number) {
    this.state.cpu.ttb = value >>> 0;
  }

  get ksp(): number {
    return this.state.cpu.ksp;
  }

  set ksp(value: number) {
    this.state.cpu.ksp = value >>> 0;
  }

  get ptb(): number {
    return this.state.cpu.ptb;
  }

  set ptb(value: number) {
    this.state.cpu.ptb = value >>> 0;
    this.mmu.forget();
  }

  /** The instruction at `pc` is a `wait` that has begun and not completed. */
  get waiting(): boolean {
    return this.state.cpu.waiting;
  }

  /** The clock at which each device that has something under way does it by itself. */
  get deadlines(): number[] {
    return this.bus.deadlines();
  }

  get observer(): Observer | undefined {
    return this.cpu.observer;
  }

  /** Told of every event; when it returns true, `run` stops after the instruction. */
  set observer(observer: Observer | undefined) {
    this.cpu.observer = observer;
  }

  /** Every host input, with the clock when it came. */
  get inputLog(): readonly InputEntry[] {
    return this.state.inputLog;
  }

  /** Puts segments at their physical addresses and sets pc. RangeError if one is not within RAM. */
  load(image: LoadableImage): void {
    for (const { address, bytes, memorySize } of image.segments) {
      const place = address - memoryMap.ramBase;
      const size = Math.max(memorySize, bytes.length);
      if (place < 0 || place + size > this.ram.length)
        throw new RangeError(
          `a segment of ${size} bytes at 0x${address.toString(16)} is not within the machine's memory`,
        );
      this.ram.fill(0, place, place + size).set(bytes, place);
      if (size > 0) this.mmu.changed(place, size);
    }
    this.pc = image.entry;
  }

  /** Executes until `budget` instructions have passed or something stops it. */
  run(budget: number): Stop {
    if (!(budget >= 0)) throw new RangeError(`a budget is a number of instructions, not ${budget}`);
    this.running = true;
    try {
      return this.runStretches(Math.floor(budget));
    } finally {
      this.running = false;
    }
  }

  translate(virtual: number, ptb = this.ptb): number | undefined {
    return this.view.translate(virtual, ptb);
  }

  readMemory(virtual: number, length: number, ptb = this.ptb): Uint8Array {
    return this.view.read(virtual, length, ptb);
  }

  /** Returns how many bytes were written; ignores page permissions. */
  writeMemory(virtual: number, bytes: Uint8Array, ptb = this.ptb): number {
    this.cpu.endStretch();
    return this.view.write(virtual, bytes, ptb);
  }

  readWord(virtual: number, ptb = this.ptb): number | undefined {
    return this.view.readWord(virtual, ptb);
  }

  /** Virtual addresses, in whatever address space is current. */
  get breakpoints(): ReadonlySet<number> {
    return this.code.breakpoints;
  }

  setBreakpoint(virtual: number): void {
    this.code.breakpoints.add(virtual >>> 0);
    this.code.dropAt(virtual);
    this.cpu.endStretch();
  }

  clearBreakpoint(virtual: number): void {
    this.code.breakpoints.delete(virtual >>> 0);
    this.code.dropAt(virtual);
  }

  setWatchpoint(watchpoint: Watchpoint): void {
    this.watchpoints.set(watchpoint);
  }

  clearWatchpoint(watchpoint: Watchpoint): void {
    this.watchpoints.clear(watchpoint);
  }

  /** A copy of everything that the machine is; breakpoints, watchpoints and the observer are the host's. */
  save(): MachineState {
    this.state.count = this.cpu.count;
    return copyState(this.state);
  }

  /** Goes back to a saved state of a machine with the same sizes. */
  restore(state: MachineState): void {
    assignState(this.state, state);
    this.cpu.count = state.count;
    this.cpu.stop = undefined;
    this.inbox.splice(0);
    this.cpu.setStatus(this.state.cpu.status);
    this.code.dropAll();
    this.mmu.forget();
  }

  private runStretches(budget: number): Stop {
    const { cpu, state } = this;
    const start = cpu.count;
    const startPc = state.cpu.pc;
    this.registers[roles.zero] = 0;
    cpu.limit = start + budget;
    for (;;) {
      this.settle();
      const stop = this.takeStop();
      if (stop) return stop;
      if (cpu.count >= cpu.limit) return this.atLimit(cpu.count > start);
      cpu.resumeAt = cpu.count === start && state.cpu.pc === startPc ? startPc : -1;
      const length = Math.min(cpu.limit - cpu.count, this.bus.due() - cpu.count, longestStretch);
      cpu.deadline = cpu.count + length;
      cpu.left = length;
      interpret(cpu);
    }
  }

  /** A budget that ends right before a breakpoint must not hide it: the next run starts there. */
  private atLimit(moved: boolean): Stop {
    const { pc, waiting } = this.state.cpu;
    if (moved && !waiting && this.breakpoints.has(pc)) return { reason: 'breakpoint', address: pc };
    return { reason: 'budget' };
  }

  private takeStop(): Stop | undefined {
    const stop = this.cpu.stop ?? this.state.ended;
    this.cpu.stop = undefined;
    return stop;
  }

  /** Between two instructions: what is due happens, then host input; an interrupt is taken after each. */
  private settle(): void {
    if (this.state.ended) return;
    this.settleDevices();
    for (const input of this.inbox.splice(0)) this.accept(input);
    this.settleDevices();
  }

  /** A stop that has been asked for comes first, so that one run reports one. */
  private settleDevices(): void {
    const { cpu } = this;
    if (cpu.stop) return;
    this.bus.fire(cpu.count);
    const { pending, waiting } = cpu.state;
    if (pending === 0 || waiting || (cpu.state.status & status.interrupts) === 0) return;
    const lowest = pending & -pending;
    cpu.state.pending &= ~lowest;
    interrupt(cpu, 31 - Math.clz32(lowest));
  }

  /** Host input enters between two instructions, after all that was due before it. */
  private receive(input: HostInput): void {
    this.inbox.push(input);
    if (this.running) this.cpu.endStretch();
    else this.settle();
  }

  private accept(input: HostInput): void {
    const { count } = this.cpu;
    this.state.inputLog.push(input === 'end' ? { count, end: true } : { count, bytes: input });
    if (input === 'end') this.consoleDevice.end();
    else this.consoleDevice.enqueue(input);
  }

  private hostConsole(): HostConsole {
    const device = this.consoleDevice;
    device.inputWanted = () => {
      if (this.stopOnInputWanted) this.cpu.requestStop({ reason: 'input' });
    };
    return {
      input: bytes => {
        if (bytes.length > 0) this.receive(bytes.slice());
      },
      end: () => this.receive('end'),
      get output() {
        return device.output;
      },
      set output(output) {
        device.output = output;
      },
      get wanted() {
        return device.wanted;
      },
    };
  }

  private deviceHost(): Host {
    const { cpu: state } = this.state;
    const count = () => this.cpu.count;
    return {
      get now() {
        return count();
      },
      raise: cause => {
        state.pending |= 1 << cause;
      },
      reschedule: () => this.cpu.endStretch(),
    };
  }
}
