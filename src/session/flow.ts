/**
 * Follows values through the instructions that the CPU executes in kernel mode: which registers and words depend on
 * the clock, or on whatever else was marked, and whether anything that the machine does depends on them.
 */
import {
  type Decoded,
  type Does,
  type Expression,
  type MemoryUse,
  consoleNone,
  decode,
  evaluator,
  portNumber,
  registerAt,
  roles,
  sourcesOf,
  trapFrame,
  trapFrameOffset,
} from '../isa';
import type { Machine, MachineEvent } from '../machine';

const consoleData = portNumber('CONSOLE_DATA');
const timerInterval = portNumber('TIMER_INTERVAL');
const pcOffset = trapFrameOffset('pc');
const statusOffset = trapFrameOffset('status');
/** Registers stand in a trap frame in their order, r1 first. */
const savedRegisters = trapFrame.flatMap(({ offset }) => (offset < pcOffset ? [offset / 4 + 1] : []));

export class Flow {
  /** Physical addresses of all words that have been written. */
  readonly written = new Set<number>();
  /** Where it went, and what it read from devices: the same for two stretches that do the same. */
  readonly path: number[] = [];
  /** Something that the machine did depends on a marked value, or cannot be followed. */
  depends = false;

  /** Marked values from the start: bit n of `registers` for register n, and physical addresses of words. */
  constructor(
    private readonly machine: Machine,
    public registers = 0,
    readonly words = new Set<number>(),
  ) {}

  /** Told of the instruction at the PC before it is executed. */
  next(): void {
    const { machine } = this;
    const word = machine.readWord(machine.pc);
    const decoded = word === undefined ? undefined : decode(word);
    this.path.push(machine.pc);
    if (!decoded || machine.userMode) this.depends = true;
    else if (!machine.waiting) this.follow(decoded);
  }

  /** Told of what happens meanwhile, after the instruction that it happens at. */
  event(event: MachineEvent): void {
    if (event.kind === 'trap') this.trap(event);
    if (event.kind === 'port' && !event.write) {
      this.path.push(event.value);
      if (event.port === consoleData && event.value !== consoleNone) this.depends = true;
    }
  }

  private follow(decoded: Decoded): void {
    const { does, flow, mnemonic, reads, writes } = decoded.instruction;
    if (does) return this.carryOut(does, decoded);
    if (flow === 'trap-return') return this.popFrame();
    if (flow !== 'next') this.depends = true;
    this.need(...reads.map(place => registerAt(place, decoded)));
    // Setting the timer is part of idling; printing, or a command to the disk, is not.
    if (mnemonic === 'out' && decoded.imm !== timerInterval) this.depends = true;
    for (const place of writes) this.mark(registerAt(place, decoded), mnemonic === 'rdcount');
  }

  private carryOut({ fault, memory, set, store, jump }: Does, decoded: Decoded): void {
    const uses = (expression: Expression | undefined, old: boolean) =>
      expression !== undefined && this.isMarkedIn(expression, decoded, old);
    const before = memory !== undefined && this.isMarkedAt(this.addressOf(memory, decoded));
    const decides = [fault?.when, memory?.address, store?.when, jump?.when, jump?.to].some(
      expression => expression !== 'label' && uses(expression, before),
    );
    const result = uses(set?.value, before);
    if (memory && store) {
      // A part of a word leaves the rest of it as it is.
      const after = uses(store.value, before) || (before && memory.size < 4);
      this.store(this.addressOf(memory, decoded), after);
    }
    if (decides) this.depends = true;
    if (set) this.mark(registerAt(set.register, decoded), result);
  }

  private addressOf({ address }: MemoryUse, decoded: Decoded): number {
    return evaluator(address)(this.machine.registers, { ...decoded, pc: this.machine.pc }, 0) & ~3;
  }

  private isMarkedIn(expression: Expression, decoded: Decoded, old: boolean): boolean {
    return sourcesOf(expression).some(source =>
      source === 'old' ? old : this.isMarked(registerAt(source, decoded)),
    );
  }

  private trap({ frame, fromUser }: Extract<MachineEvent, { kind: 'trap' }>): void {
    if (fromUser) this.depends = true;
    for (const register of savedRegisters) this.store(frame + (register - 1) * 4, this.isMarked(register));
    for (const { offset } of trapFrame) if (offset >= pcOffset) this.store(frame + offset, false);
    this.need(roles.stackPointer);
    this.mark(roles.stackPointer, false);
  }

  private popFrame(): void {
    this.need(roles.stackPointer);
    const frame = this.machine.registers[roles.stackPointer] >>> 0;
    if (this.isMarkedAt(frame + pcOffset) || this.isMarkedAt(frame + statusOffset)) this.depends = true;
    for (const register of savedRegisters) this.mark(register, this.isMarkedAt(frame + (register - 1) * 4));
  }

  private store(address: number, marked: boolean): void {
    const place = this.place(address);
    this.written.add(place);
    if (marked) this.words.add(place);
    else this.words.delete(place);
  }

  private isMarkedAt(address: number): boolean {
    return this.words.has(this.place(address));
  }

  /** The physical address; an access that faults cannot be followed. */
  private place(address: number): number {
    const place = this.machine.translate(address >>> 0);
    if (place === undefined) this.depends = true;
    return place ?? 0;
  }

  /** What the machine does depends on these registers. */
  private need(...registers: readonly number[]): void {
    if (registers.some(register => this.isMarked(register))) this.depends = true;
  }

  private mark(register: number, marked: boolean): void {
    if (register === roles.zero) return;
    if (marked) this.registers |= 1 << register;
    else this.registers &= ~(1 << register);
  }

  private isMarked(register: number): boolean {
    return (this.registers & (1 << register)) !== 0;
  }
}
