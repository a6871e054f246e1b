/** A run: stretches of instructions by the engine, and what comes between two of them. */
import { status, zeroRegister } from './constants';
import type { Cpu } from './cpu';
import type { createBus } from './devices';
import type { Engine } from './engine';
import type { HandMade, HostInput, Stop } from './events';
import { interrupt } from './traps';

/** Instructions in a stretch at most: what a small integer holds everywhere. */
const longestStretch = 2 ** 30 - 1;

export class Running {
  /** A run is in progress, and perhaps an instruction. */
  active = false;

  constructor(
    private readonly cpu: Cpu,
    private readonly bus: ReturnType<typeof createBus>,
    private readonly engine: Engine,
    /** Sets what has been set by hand. */
    private readonly make: (made: HandMade) => void,
  ) {}

  /** Executes until `budget` instructions have passed or something stops it. */
  run(budget: number): Stop {
    this.active = true;
    try {
      return this.runStretches(budget);
    } finally {
      this.active = false;
    }
  }

  /** Host input enters between two instructions, after all that was due before it. */
  receive(input: HostInput): void {
    this.cpu.input.type(input);
    if (this.active) this.cpu.endStretch();
    else this.settle();
  }

  private runStretches(budget: number): Stop {
    const { cpu } = this;
    const { state } = cpu;
    const start = cpu.count;
    const startPc = state.pc;
    cpu.registers[zeroRegister] = 0;
    cpu.limit = start + budget;
    for (;;) {
      this.settle();
      const stop = this.takeStop();
      if (stop) return stop;
      if (cpu.count >= cpu.limit) return this.atLimit(cpu.count > start);
      cpu.resumeAt = cpu.count === start && state.pc === startPc ? startPc : -1;
      this.beginStretch();
      this.engine.run();
      cpu.drainOutput();
    }
  }

  private beginStretch(): void {
    const { cpu } = this;
    const { count } = cpu;
    const length = Math.min(cpu.limit - count, cpu.due - count, longestStretch);
    cpu.state.deadline = count + length;
    cpu.state.left = length;
  }

  /** A budget that ends right before a breakpoint must not hide it: the next run starts there. */
  private atLimit(moved: boolean): Stop {
    const { pc, waiting } = this.cpu.state;
    if (moved && !waiting && this.cpu.breakpoints.has(pc)) return { reason: 'breakpoint', address: pc };
    return { reason: 'budget' };
  }

  private takeStop(): Stop | undefined {
    const stop = this.cpu.stop ?? this.cpu.ended;
    this.cpu.stop = undefined;
    return stop;
  }

  /** What is due happens, then host input, one by one; an interrupt is taken after each. */
  private settle(): void {
    this.makeAgain();
    this.settleDevices();
    this.makeAgain();
    for (let input = this.nextInput(); input; input = this.nextInput()) {
      this.accept(input);
      this.settleDevices();
      this.makeAgain();
    }
  }

  /** Played back, what was set by hand is set where the CPU stood then: before an interrupt at its clock, or after it. */
  private makeAgain(): void {
    const { input, state } = this.cpu;
    if (!input.isPlaying) return;
    const next = () => input.nextMade(this.cpu.count, state.waiting, state.pc);
    for (let made = next(); made; made = next()) this.make(made);
  }

  private settleDevices(): void {
    if (this.resting) return;
    const { cpu } = this;
    this.bus.fire(cpu.count);
    const { pending, waiting, status: bits } = cpu.state;
    if (pending === 0 || waiting || (bits & status.interrupts) === 0) return;
    const lowest = pending & -pending;
    cpu.state.pending &= ~lowest;
    interrupt(cpu, this.engine, 31 - Math.clz32(lowest));
  }

  /** A stop that has been asked for comes before all else, so that one run reports one. */
  private get resting(): boolean {
    return this.cpu.stop !== undefined || this.cpu.ended !== undefined;
  }

  private nextInput(): HostInput | undefined {
    return this.resting ? undefined : this.cpu.input.next(this.cpu.count, this.cpu.state.waiting);
  }

  private accept(input: HostInput): void {
    const { console } = this.bus.devices;
    if ('end' in input) console.end();
    else console.enqueue(input.bytes);
  }
}
