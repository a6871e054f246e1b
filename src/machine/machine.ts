/** The Toy32 computer: its parts put together, and what a host can do with it. */
import { type Port, memoryMap } from '../isa';
import { cause, hex } from './constants';
import { Cpu } from './cpu';
import { type Disk, type Host, createBus } from './devices';
import type { Engine, EngineOptions } from './engine';
import type { HostInput, InputEntry, Observer, Stop, TrapTaken, Watchpoint } from './events';
import { Guard } from './guard';
import { Hand } from './hand';
import { InputQueue } from './input';
import { WasmEngine } from './wasm/engine';
import { Memory } from './memory';
import { Mmu } from './mmu';
import { type Saved, bytesPart, restoreAll, saveAll, valuePart } from './parts';
import { Running } from './running';
import { CpuState, type Registers } from './state';
import { MemoryView } from './view';
import { Watchpoints } from './watchpoints';

export interface MachineOptions {
  /** Bytes of RAM. */
  readonly memory?: number;
  /** The disk's contents, which the machine takes over. */
  readonly disk?: Uint8Array;
  /** What BOARD_TIMER reads: instructions between timer interrupts; 0: cooperative. */
  readonly timer?: number;
  /** Instants, in their order, at which there is a timer interrupt beside those. */
  readonly interrupts?: readonly number[];
  /** What BOARD_SCHEDULER reads. */
  readonly scheduler?: number;
  /** What CONSOLE_TERMINAL reads: a terminal is at the other end of the console. */
  readonly terminal?: boolean;
  /** How instructions are executed; nothing but time depends on it. */
  readonly engine?: EngineOptions;
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

/** All that the machine is but RAM and disk. What is not among the parts can be made again from them, or is the host's. */
function corePartsOf(cpu: Cpu, devices: ReturnType<typeof createBus>) {
  return {
    count: valuePart(
      () => cpu.count,
      count => {
        cpu.count = count;
      },
    ),
    ended: valuePart(
      () => cpu.ended,
      ended => {
        cpu.ended = ended;
      },
    ),
    cpu: bytesPart(cpu.state.bytes),
    calls: bytesPart(cpu.state.calls),
    devices,
    inputLog: cpu.input,
  };
}

function partsOf(cpu: Cpu, devices: ReturnType<typeof createBus>, disk: Uint8Array) {
  return {
    ...corePartsOf(cpu, devices),
    ram: bytesPart(cpu.memory.bytes),
    diskImage: bytesPart(disk),
  };
}

/** A copy of a machine's state. */
export type MachineState = Saved<ReturnType<typeof partsOf>>;
/** A copy of all of it but the bytes of RAM and disk. */
export type CoreState = Saved<ReturnType<typeof corePartsOf>>;

export class Machine {
  /** r0–r15; r0 stays 0. */
  readonly registers: Registers;
  /** Physical memory, from `memoryMap.ramBase`. */
  readonly ram: Uint8Array;
  readonly disk: Uint8Array;
  readonly console: HostConsole;
  /** `run` stops when the guest waits for input and none is queued. */
  stopOnInputWanted = false;

  private readonly cpu: Cpu;
  private readonly mmu: Mmu;
  private readonly engine: Engine;
  private readonly running: Running;
  private readonly view: MemoryView;
  private readonly watchpoints: Watchpoints;
  private readonly parts: ReturnType<typeof partsOf>;
  private readonly coreParts: ReturnType<typeof corePartsOf>;
  private readonly hand: Hand;
  private readonly bus: ReturnType<typeof createBus>;
  /** Tell before pages of RAM and disk change, which a history keeps. */
  readonly guards: { readonly ram: Guard; readonly disk: Guard };

  constructor(options: MachineOptions) {
    const memory = new Memory(options.memory ?? memoryMap.defaultRamSize);
    const state = new CpuState(memory);
    this.ram = memory.bytes;
    this.disk = options.disk ?? new Uint8Array(0);
    this.registers = state.registers;
    this.mmu = new Mmu(memory, state, page => this.engine.codeChanged(page));
    this.guards = {
      ram: this.mmu.guard,
      disk: new Guard(new Uint8Array(Math.ceil(this.disk.length / memoryMap.pageSize))),
    };
    this.view = new MemoryView(memory, this.mmu);
    this.watchpoints = new Watchpoints(this.mmu, state, () => this.engine.forget());
    const bus = (this.bus = createBus(this.deviceHost(memory, options)));
    this.cpu = new Cpu(state, memory, this.mmu, bus, new InputQueue(), this.watchpoints, byte =>
      this.console.output(byte),
    );
    this.engine = new WasmEngine(this.cpu, options.engine);
    this.hand = new Hand(this.cpu, this.mmu, bus);
    this.running = new Running(this.cpu, bus, this.engine, made => {
      this.hand.again(made);
      this.forgetCopies();
    });
    this.console = this.hostConsole(() => bus.devices.console.state.wanted);
    this.parts = partsOf(this.cpu, bus, this.disk);
    this.coreParts = corePartsOf(this.cpu, bus);
    this.pc = memoryMap.ramBase;
  }

  /**
   * The clock: instructions executed, and those slept in `wait`. An instruction that faults counts as one, at its
   * fetch too; taking an interrupt counts as none; a `wait` counts as one when it completes.
   */
  get count(): number {
    return this.cpu.count;
  }

  get pc(): number {
    return this.cpu.state.pc;
  }

  set pc(address: number) {
    this.cpu.state.pc = address;
    this.cpu.state.waiting = false;
  }

  get status(): number {
    return this.cpu.state.status;
  }

  set status(value: number) {
    this.cpu.setStatus(value);
  }

  get userMode(): boolean {
    return this.cpu.user;
  }

  get ttb(): number {
    return this.cpu.state.ttb;
  }

  set ttb(value: number) {
    this.cpu.state.ttb = value;
  }

  get ksp(): number {
    return this.cpu.state.ksp;
  }

  set ksp(value: number) {
    this.cpu.state.ksp = value;
  }

  get ptb(): number {
    return this.cpu.state.ptb;
  }

  set ptb(value: number) {
    this.cpu.state.ptb = value;
    this.mmu.switchSpace();
  }

  /** The instruction at `pc` is a `wait` that has begun and not completed. */
  get waiting(): boolean {
    return this.cpu.state.waiting;
  }

  /** The clock at which each device that has something under way does it by itself. */
  get deadlines(): number[] {
    return this.parts.devices.deadlines();
  }

  /** The clock when a device next does something by itself; Infinity: it has nothing under way. */
  dueOf(device: Port['device']): number {
    return this.bus.devices[device].due();
  }

  /** What reading a port would give, without any effect of that. */
  lookAtPort(port: number): number {
    return this.bus.look(port);
  }

  /** What the disk has been told for its next command. */
  get diskRequest(): Pick<Disk['state'], 'sector' | 'count' | 'address'> {
    return this.parts.devices.devices.disk.state;
  }

  /**
   * The first argument of a system call as it was made, by the address of its trap frame; undefined where it is not known.
   * Registers and the other arguments stand in the frame, until the kernel changes them.
   */
  firstArgumentOf(frame: number): number | undefined {
    return this.cpu.state.firstArgumentOf(frame);
  }

  /** By cause, how often it has trapped since the machine was made, modulo 2^32: no state, so `restore` leaves it. */
  get trapCounts(): Readonly<Uint32Array> {
    return this.cpu.state.trapCounts;
  }

  /** The interrupt that was taken last, whether anybody was told or not: no state, so `restore` leaves it. */
  get lastInterrupt(): (TrapTaken & { readonly count: number }) | undefined {
    return this.cpu.lastInterrupt;
  }

  get observer(): Observer | undefined {
    return this.cpu.observer;
  }

  /** Told of events, of every one unless it says otherwise; when it returns true, `run` stops after the instruction. */
  set observer(observer: Observer | undefined) {
    this.cpu.observer = observer;
  }

  /**
   * Told of each instruction, behind it: its address, and the one that comes next, or the handler's where it has trapped. The
   * engine does them one by one for that: some millions a second. A fetch that faults is none.
   */
  set executed(listener: ((pc: number, next: number) => void) | undefined) {
    this.cpu.executed = listener;
  }

  /** `run` stops before an instruction that faults, at the next run it takes the trap. */
  get stopsAtFaults(): boolean {
    return this.cpu.stopsAtFaults;
  }

  set stopsAtFaults(stops: boolean) {
    this.cpu.stopsAtFaults = stops;
  }

  /** All that came from outside, with the clock when it came: host input, and what was set by hand. */
  get inputLog(): readonly InputEntry[] {
    return this.cpu.input.log;
  }

  /** Puts segments at their physical addresses and sets pc. RangeError if one is not within RAM. */
  load(image: LoadableImage): void {
    for (const { address, bytes, memorySize } of image.segments) {
      const place = address - memoryMap.ramBase;
      const size = Math.max(memorySize, bytes.length);
      if (place < 0 || place + size > this.ram.length)
        throw new RangeError(
          `a segment of ${size} bytes at ${hex(address)} is not within the machine's memory`,
        );
      this.mmu.guard.changing(place, size);
      this.ram.fill(0, place, place + size).set(bytes, place);
      if (size > 0) this.mmu.changed(place, size);
    }
    this.pc = image.entry;
  }

  /** The same with what is to come of a log that is played back. */
  get inputScript(): readonly InputEntry[] {
    return this.cpu.input.script;
  }

  /** Something of a log that is played back has still to come. */
  get playsInput(): boolean {
    return this.cpu.input.isPlaying;
  }

  /** Executes until `budget` instructions have passed or something stops it. */
  run(budget: number): Stop {
    if (!(budget >= 0)) throw new RangeError(`a budget is a number of instructions, not ${budget}`);
    return this.running.run(Math.floor(budget));
  }

  translate(virtual: number, ptb = this.ptb): number | undefined {
    return this.view.translate(virtual, ptb);
  }

  /** The page-table entry for an address, in use or not, and its physical address; undefined where no table reaches. */
  pageEntry(
    virtual: number,
    ptb = this.ptb,
  ): { readonly address: number; readonly word: number } | undefined {
    const slot = this.mmu.slotOf(virtual, ptb);
    return slot && { address: slot.place + memoryMap.ramBase, word: slot.word };
  }

  /** The virtual addresses at which an address space has a physical one, in their order. */
  virtualsOf(physical: number, ptb = this.ptb): number[] {
    return this.mmu.virtualsOf(physical - memoryMap.ramBase, ptb);
  }

  readMemory(virtual: number, length: number, ptb = this.ptb): Uint8Array {
    return this.view.read(virtual, length, ptb);
  }

  /** Returns how many bytes were written; ignores page permissions. */
  writeMemory(virtual: number, bytes: Uint8Array, ptb = this.ptb): number {
    this.cpu.endStretch();
    return this.hand.write(this.view.parts(virtual, bytes, ptb));
  }

  /**
   * Sets registers and memory by hand, as somebody who debugs does. It is logged as one thing that came from outside,
   * so that the log played back makes the same run.
   */
  byHand<Result>(work: () => Result): Result {
    this.demandRest('changed by hand');
    return this.hand.note(work);
  }

  readWord(virtual: number, ptb = this.ptb): number | undefined {
    return this.view.readWord(virtual, ptb);
  }

  /** Virtual addresses, in whatever address space is current. */
  get breakpoints(): ReadonlySet<number> {
    return this.cpu.breakpoints;
  }

  setBreakpoint(virtual: number): void {
    this.cpu.breakpoints.add(virtual >>> 0);
    this.engine.breakpointChanged(virtual);
    this.cpu.endStretch();
  }

  clearBreakpoint(virtual: number): void {
    this.cpu.breakpoints.delete(virtual >>> 0);
    this.engine.breakpointChanged(virtual);
  }

  setWatchpoint(watchpoint: Watchpoint): void {
    this.watchpoints.set(watchpoint);
  }

  clearWatchpoint(watchpoint: Watchpoint): void {
    this.watchpoints.clear(watchpoint);
  }

  /** Does something without watchpoints, and without breakpoints but those that are kept. */
  unstopped(kept: ReadonlySet<number>, work: () => void): void {
    const breakpoints = [...this.breakpoints].filter(address => !kept.has(address));
    for (const address of breakpoints) this.clearBreakpoint(address);
    try {
      this.watchpoints.without(work);
    } finally {
      for (const address of breakpoints) this.setBreakpoint(address);
    }
  }

  /**
   * Plays the rest of a log back, of which this machine has had the beginning: with the same state at the start, the
   * same input at the same counts makes the same run. Ends when the log does, with `restore`, or with a log that has
   * no more than `inputLog`.
   */
  playInput(log: readonly InputEntry[]): void {
    this.cpu.input.play(log);
  }

  /** A copy of everything that the machine is; breakpoints, watchpoints and the observer are the host's. */
  save(): MachineState {
    this.demandRest('saved');
    return saveAll(this.parts);
  }

  /** Goes back to a saved state of a machine with the same sizes. RangeError if they differ. */
  restore(state: MachineState): void {
    this.demandRest('restored');
    if (state.ram.length !== this.ram.length || state.diskImage.length !== this.disk.length)
      throw new RangeError(
        `a state with ${state.ram.length} bytes of RAM and ${state.diskImage.length} of disk does not fit ` +
          `a machine with ${this.ram.length} and ${this.disk.length}`,
      );
    this.guards.ram.changing(0, this.ram.length);
    this.guards.disk.changing(0, this.disk.length);
    restoreAll(this.parts, state);
    this.engine.forget();
    this.forgetCopies();
  }

  /** As `save`, but for the bytes of RAM and disk. */
  saveCore(): CoreState {
    this.demandRest('saved');
    return saveAll(this.coreParts);
  }

  /** Goes back to a state whose bytes have been brought to RAM and disk; `pages` of RAM are others than before. */
  restoreCore(state: CoreState, pages: readonly number[]): void {
    this.demandRest('restored');
    restoreAll(this.coreParts, state);
    for (const page of pages) this.mmu.changed(page * memoryMap.pageSize, memoryMap.pageSize);
    this.forgetCopies();
  }

  /** Latches a timer interrupt here, by hand. */
  placeInterrupt(): void {
    this.byHand(() => {
      this.cpu.state.pending |= 1 << cause.timer;
    });
  }

  /** Writes a device's register, by hand. */
  writePort(port: number, value: number): void {
    this.byHand(() => this.hand.out(port, value));
  }

  /** Sets bits of the page-table entry for an address, by hand; false where no page is mapped. */
  setPageBits(virtual: number, bits: number, ptb = this.ptb): boolean {
    const place = this.mmu.entryOf(virtual, ptb);
    if (place === undefined) return false;
    const entry = new Uint8Array(Uint32Array.of(this.cpu.memory.word(place) | bits).buffer);
    this.byHand(() => this.hand.write([{ place, bytes: entry }]));
    return true;
  }

  /** What the CPU has made of its state may not hold any more. */
  private forgetCopies(): void {
    this.cpu.forgetStops();
    this.cpu.setStatus(this.cpu.state.status);
    this.mmu.forget();
    this.mmu.switchSpace();
  }

  /** In the midst of an instruction there is no state: it is partly in the engine. */
  private demandRest(what: string): void {
    if (this.running.active) throw new Error(`a machine cannot be ${what} while it runs`);
  }

  private hostConsole(wanted: () => boolean): HostConsole {
    const receive = (input: HostInput) => this.running.receive(input);
    return {
      input: bytes => {
        if (bytes.length > 0) receive({ bytes: new Uint8Array(bytes) });
      },
      end: () => receive({ end: true }),
      output: () => {},
      get wanted() {
        return wanted();
      },
    };
  }

  private deviceHost(
    memory: Memory,
    { timer = 0, terminal = false, scheduler = 0, interrupts = [] }: MachineOptions,
  ): Host {
    const count = () => this.cpu.count;
    return {
      memory,
      disk: this.disk,
      timer,
      scheduler,
      terminal,
      interrupts,
      get now() {
        return count();
      },
      raise: cause => {
        this.cpu.state.pending |= 1 << cause;
      },
      reschedule: () => this.cpu.endStretch(),
      changing: (memory, place, length) => this.guards[memory].changing(place, length),
      transferred: (place, length, access) => {
        if (access === 'write') this.mmu.changed(place, length);
        this.cpu.accessed(place + memoryMap.ramBase, length, access, this.cpu.state.pc, 'disk');
      },
      output: byte => {
        this.cpu.drainOutput();
        this.console.output(byte);
      },
      inputWanted: () => {
        if (this.stopOnInputWanted) this.cpu.requestStop({ reason: 'input' });
      },
      powerOff: stop => this.cpu.powerOff(stop),
    };
  }
}
