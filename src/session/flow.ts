/**
 * Follows values through the instructions that the CPU executes in kernel mode: which registers and words depend on
 * the clock, or on whatever else was marked, and whether anything that the machine does depends on them.
 */
import {
  type Decoded,
  consoleNone,
  decode,
  portNumber,
  registerNumber,
  roles,
  trapFrame,
  trapFrameOffset,
} from '../isa';
import type { Machine, MachineEvent } from '../machine';

const sp = registerNumber('sp');
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
    const { mnemonic, group, operands } = decoded.instruction;
    if (group === 'memory' || group === 'atomic') return this.access(decoded);
    if (operands.includes('branch')) return this.need(decoded.rd, decoded.rs1);
    switch (mnemonic) {
      case 'call':
        return this.mark(roles.returnAddress, false);
      case 'jalr':
        this.need(decoded.rs1);
        return this.mark(decoded.rd, false);
      case 'rdcount':
        return this.mark(decoded.rd, true);
      case 'rett':
        return this.popFrame();
      case 'out':
        this.need(decoded.rs1);
        // Setting the timer is part of idling; printing, or a command to the disk, is not.
        this.depends ||= decoded.imm !== timerInterval;
        return;
      case 'ltt':
      case 'wrcr':
        return this.need(decoded.rs1);
      case 'trap':
      case 'brk':
      case 'halt':
        this.depends = true;
        return;
      default:
        this.compute(decoded);
    }
  }

  private compute({ instruction, rd, rs1, rs2 }: Decoded): void {
    const { operands, traps } = instruction;
    if (traps.includes('divide-by-zero')) this.need(rs2);
    const marked =
      (operands.includes('rs1') && this.isMarked(rs1)) || (operands.includes('rs2') && this.isMarked(rs2));
    if (operands.includes('rd')) this.mark(rd, marked);
  }

  private access({ instruction, rd, rs1, rs2, imm }: Decoded): void {
    this.need(rs1);
    const { traps, group, mnemonic } = instruction;
    const isAtomic = group === 'atomic';
    const address = (this.machine.registers[rs1]! + (isAtomic ? 0 : imm)) & ~3;
    const before = this.isMarkedAt(address);
    if (isAtomic) {
      const after = before || this.isMarked(rs2) || (mnemonic === 'cas' && this.isMarked(rd));
      this.store(address, after);
      this.mark(rd, mnemonic === 'cas' ? after : before);
    } else if (traps.includes('store-page-fault')) {
      // A part of a word leaves the rest of it as it is.
      this.store(address, this.isMarked(rd) || (before && mnemonic !== 'sw'));
    } else this.mark(rd, before);
  }

  private trap({ frame, fromUser }: Extract<MachineEvent, { kind: 'trap' }>): void {
    if (fromUser) this.depends = true;
    for (const register of savedRegisters) this.store(frame + (register - 1) * 4, this.isMarked(register));
    for (const { offset } of trapFrame) if (offset >= pcOffset) this.store(frame + offset, false);
    this.need(sp);
    this.mark(sp, false);
  }

  private popFrame(): void {
    this.need(sp);
    const frame = this.machine.registers[sp]! >>> 0;
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
    if (register === 0) return;
    if (marked) this.registers |= 1 << register;
    else this.registers &= ~(1 << register);
  }

  private isMarked(register: number): boolean {
    return (this.registers & (1 << register)) !== 0;
  }
}
