/** What is looked for on the way back to where a value has come from: its last write in memory, a register or on the disk. */
import type { Occurrence } from '../../events';
import { decode, memoryMap, registerAt, roles, trapFrame } from '../../isa';
import type { Accessor, Machine, Watchpoint } from '../../machine';
import type { Halt, Runner, Session } from '../../session';
import type { Search } from './travel';

/** A write of memory. */
export interface Stored {
  /** The clock after it. */
  readonly at: number;
  readonly by: Accessor;
  readonly pc: number;
  /** The word of a trap frame, if it is one. */
  readonly field: string | undefined;
  /** The transfer, if the disk did it. */
  readonly transfer: Machine['diskRequest'] | undefined;
}

/** The last write of a byte of RAM. */
export class LastStore implements Search<Stored> {
  readonly interest: readonly [] = [];
  readonly near = [100, 3000, 40_000, 300_000];
  readonly stride = Infinity;
  private found: Stored | undefined;

  constructor(
    private readonly system: Session,
    private readonly runner: Runner,
    private readonly physical: number,
    /** Where address spaces have it. The disk has it at its physical address. */
    private readonly virtuals: readonly number[],
    private readonly until: number,
  ) {}

  /** Has the place watched meanwhile. */
  async within<Result>(work: () => Promise<Result>): Promise<Result> {
    const { machine } = this.system;
    const watchpoints = [...new Set([this.physical, ...this.virtuals])].map((address): Watchpoint => ({
      address,
      length: 1,
      access: 'write',
    }));
    for (const each of watchpoints) machine.setWatchpoint(each);
    try {
      return await work();
    } finally {
      for (const each of watchpoints) machine.clearWatchpoint(each);
    }
  }

  hears(): boolean {
    return false;
  }

  mayBeAfter(checkpoint: number): boolean {
    return this.runner.history?.mayHaveChanged(checkpoint, this.physical, 1) ?? true;
  }

  begin(): void {
    this.found = undefined;
  }

  look(halt: Halt, at: number): void {
    if (halt.reason !== 'watchpoint' || at > this.until) return;
    const { machine } = this.system;
    const { watchpoint, by, pc } = halt;
    if (by !== 'disk' && machine.translate(watchpoint.address) !== this.physical) return;
    this.found = {
      ...{ at, by, pc },
      field: by === 'trap' ? this.fieldOfFrame(machine.registers[roles.stackPointer] >>> 0) : undefined,
      transfer: by === 'disk' ? { ...machine.diskRequest } : undefined,
    };
  }

  result(): Stored | undefined {
    return this.found;
  }

  private fieldOfFrame(frame: number): string | undefined {
    const word = this.physical & ~3;
    const { machine } = this.system;
    return trapFrame.find(({ offset }) => machine.translate(frame + offset) === word >>> 0)?.name;
  }
}

/** The last instruction that has set a register: its instant. */
export class LastSetter implements Search<number> {
  readonly interest: readonly [] = [];
  readonly near = [1, 30, 1000, 30_000, 300_000];
  readonly stride = 1;
  private found: number | undefined;

  constructor(
    private readonly machine: Machine,
    private readonly register: number,
    private readonly until: number,
  ) {}

  hears(): boolean {
    return false;
  }

  begin(at: number): void {
    this.found = undefined;
    this.note(at);
  }

  look(_halt: Halt, at: number): void {
    this.note(at);
  }

  result(): number | undefined {
    return this.found;
  }

  private note(at: number): void {
    const { machine } = this;
    if (at >= this.until || machine.waiting) return;
    const word = machine.readWord(machine.pc);
    const decoded = word === undefined ? undefined : decode(word);
    if (decoded?.instruction.writes.some(place => registerAt(place, decoded) === this.register))
      this.found = at;
  }
}

/** The last command that has written a byte of the disk: when, and where in RAM it was. */
export class LastDiskWrite implements Search<{ readonly count: number; readonly address: number }> {
  readonly interest = ['disk-command'] as const;
  readonly near: readonly number[] = [];
  readonly stride = Infinity;
  private found: { readonly count: number; readonly address: number } | undefined;

  constructor(
    /** Bytes from the disk's start. */
    private readonly place: number,
    private readonly until: number,
  ) {}

  hears(event: Occurrence): boolean {
    return event.event === 'disk-command' && event.command === 'write';
  }

  begin(): void {
    this.found = undefined;
  }

  look(halt: Halt, at: number): void {
    if (halt.reason !== 'event' || halt.event.event !== 'disk-command' || at > this.until) return;
    const { sector, sectors, address, command, count } = halt.event;
    const offset = this.place - sector * memoryMap.sectorSize;
    if (command !== 'write' || offset < 0 || offset >= sectors * memoryMap.sectorSize) return;
    this.found = { count, address: address + offset };
  }

  result(): { readonly count: number; readonly address: number } | undefined {
    return this.found;
  }
}
